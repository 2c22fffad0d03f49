import os

import boto3

local = boto3.client("s3", endpoint_url="http://minio:9000", aws_access_key_id="storage", aws_secret_access_key="s7orage-pw")
chosen = boto3.client(
    "s3",
    endpoint_url=os.environ.get("S3_ENDPOINT", "http://localhost:4566"),
    aws_access_key_id="storage",
    aws_secret_access_key="s7orage-pw",
)
words = boto3.resource("dynamodb", aws_access_key_id="test", aws_secret_access_key="test")
sample = boto3.client("sqs", aws_access_key_id="AKIAIOSFODNN7EXAMPLE", aws_secret_access_key="<your secret>")
