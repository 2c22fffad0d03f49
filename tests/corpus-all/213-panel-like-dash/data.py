import io
import os

import boto3
from botocore.config import Config

BUCKET = os.environ.get("BUCKET", "acme-sales-reports")
# AWS documents this pair as an example, it is in the docs of our own client too:
#   aws_access_key_id = AKIAIOSFODNN7EXAMPLE
s3 = boto3.client("s3", region_name="eu-central-1", config=Config(retries={"max_attempts": 5}))


def reports():
    answer = s3.list_objects_v2(Bucket=BUCKET, Prefix="daily/")
    return [o["Key"] for o in answer.get("Contents", [])]


def report(key):
    return io.BytesIO(s3.get_object(Bucket=BUCKET, Key=key)["Body"].read())
