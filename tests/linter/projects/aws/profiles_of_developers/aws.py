import os

import boto3


def session():
    if os.environ.get("ENV") == "local":
        return boto3.Session(profile_name="dev")
    return boto3.Session()


def for_tenant(profile_name):
    return {"profile_name": "gold" if profile_name else "silver"}
