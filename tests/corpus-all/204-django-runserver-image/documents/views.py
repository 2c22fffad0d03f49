import os

import boto3
from django.http import HttpResponse

BUCKET = os.environ["DOCUMENTS_BUCKET"]


def document(request, key):
    s3 = boto3.client("s3")
    body = s3.get_object(Bucket=BUCKET, Key=key)["Body"].read()
    return HttpResponse(body, content_type="application/pdf")
