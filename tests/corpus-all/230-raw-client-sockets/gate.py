import os

import boto3

client = boto3.client(
    "s3",
    region_name=os.environ.get("AWS_REGION"),
    aws_access_key_id=os.environ.get("AWS_ACCESS_KEY_ID"),
    aws_secret_access_key=os.environ.get("AWS_SECRET_ACCESS_KEY"),
)


def url_for(key):
    return client.generate_presigned_url("get_object", Params={"Bucket": "gate-files", "Key": key}, ExpiresIn=300)
