import os

import boto3

session = boto3.session.Session()
s3 = session.resource("s3", region_name=os.getenv("AWS_DEFAULT_REGION", "eu-west-1"))


def listing(prefix):
    bucket = s3.Bucket("acme-files")
    return [o.key for o in bucket.objects.filter(Prefix=prefix)]
