import boto3

from . import settings

sqs = boto3.client(
    "sqs",
    region_name=settings.REGION,
    aws_access_key_id=settings.AWS_KEY,
    aws_secret_access_key=settings.AWS_SECRET,
)


def dynamo():
    session = boto3.session.Session(profile_name="orders-prod", region_name=settings.REGION)
    return session.resource("dynamodb")


def events():
    return boto3.Session(profile_name=settings.PROFILE).client("events")


def mailer():
    return boto3.client("ses", "eu-west-1", aws_access_key_id="AKIAZ3MTNQ6VHYXK2RPD", aws_secret_access_key="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")
