import io

import boto3
from botocore.exceptions import ClientError
from flask import current_app, g


def s3():
    if "s3" not in g:
        g.s3 = boto3.client("s3")
    return g.s3


def put(slug, image):
    buffer = io.BytesIO()
    image.convert("RGB").save(buffer, "JPEG", quality=80)
    buffer.seek(0)
    s3().upload_fileobj(buffer, current_app.config["IMAGE_BUCKET"], f"{slug}.jpg")


def get(slug):
    try:
        return s3().get_object(Bucket=current_app.config["IMAGE_BUCKET"], Key=f"{slug}.jpg")["Body"].read()
    except ClientError as error:
        if error.response["Error"]["Code"] == "NoSuchKey":
            return None
        raise
