import os

import boto3

#: A profile is for the developer's machine; in production the variable is absent.
PROFILE = os.environ.get("AWS_PROFILE")

EXAMPLE = {"aws_access_key_id": "AKIAIOSFODNN7EXAMPLE", "region": "eu-west-1"}


def session():
    return boto3.Session(profile_name=PROFILE) if PROFILE else boto3.Session()


def from_request(key, secret):
    """The customer's own account."""
    return boto3.client("s3", aws_access_key_id=key, aws_secret_access_key=secret)
