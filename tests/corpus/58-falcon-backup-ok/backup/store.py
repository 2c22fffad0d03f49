import os

import boto3

s3 = boto3.client("s3")


def put(path):
    s3.upload_file(path, os.environ["BUCKET"], os.path.basename(path))
