import os

import boto3

from .settings import settings


def session():
    return boto3.Session(region_name=settings().region)


def partner():
    """A client of our partner's account."""
    role = boto3.client("sts").assume_role(RoleArn=settings().partner_role, RoleSessionName="orders")
    keys = role["Credentials"]
    return boto3.client(
        "sns",
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["SessionToken"],
    )


def dynamo():
    if os.environ.get("APP_ENV") == "development":
        return boto3.resource(
            "dynamodb",
            endpoint_url="http://localhost:8000",
            region_name="local",
            aws_access_key_id="local",
            aws_secret_access_key="local",
        )
    return session().resource("dynamodb")


def minio():
    return boto3.client(
        "s3",
        endpoint_url=os.environ["MINIO_URL"],
        aws_access_key_id=os.environ["MINIO_USER"],
        aws_secret_access_key=os.environ["MINIO_PASSWORD"],
    )
