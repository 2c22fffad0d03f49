import os

import boto3


def session():
    # on a laptop AWS_PROFILE names the profile; on the service it is not set
    return boto3.Session(profile_name=os.environ.get("AWS_PROFILE"), region_name="eu-west-1")


def table():
    return session().resource("dynamodb").Table("users")
