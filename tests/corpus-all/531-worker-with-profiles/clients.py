import os

import boto3
import botocore.session

PROFILE = os.getenv("REPORT_PROFILE", "reporting")


def cloudformation():
    return boto3.Session(profile_name=PROFILE).client("cloudformation")


def low_level():
    session = botocore.session.Session(profile="audit")
    return session.create_client("ec2")


def cli_like():
    return boto3.setup_default_session(profile_name="legacy", region_name="eu-west-1")


def setup():
    os.environ.setdefault("AWS_SHARED_CREDENTIALS_FILE", "/app/.aws/credentials")


setup()
