import io

import boto3

ACCESS_KEY = "AKIAZ7QWPLMX4KD8TRVE"
SECRET_KEY = "q8Zr2VnT5xWcJ0bLmH7yKpUeGf3sDa9RiOtQ1vNw"
BUCKET = "acme-sales-reports"

s3 = boto3.client(
    "s3",
    aws_access_key_id=ACCESS_KEY,
    aws_secret_access_key=SECRET_KEY,
    region_name="eu-central-1",
)


def reports():
    answer = s3.list_objects_v2(Bucket=BUCKET, Prefix="daily/")
    return [o["Key"] for o in answer.get("Contents", [])]


def report(key):
    return io.BytesIO(s3.get_object(Bucket=BUCKET, Key=key)["Body"].read())
