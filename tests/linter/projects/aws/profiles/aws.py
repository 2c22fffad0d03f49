import os

import aioboto3
import boto3

PROFILE = "production"  # <- AR502

boto3.setup_default_session(profile_name=PROFILE)
session = aioboto3.Session(
    region_name="eu-west-1",
    profile_name=os.getenv("AWS_PROFILE", "shop"),  # <- AR502
)
role = boto3.Session(region_name="eu-west-1")
named_outside = boto3.Session(profile_name=os.environ.get("AWS_PROFILE"))
unnamed = boto3.Session(profile_name=None)
