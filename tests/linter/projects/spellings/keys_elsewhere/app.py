import hashlib
import os

import boto3
from flask import Flask, request
from minio import Minio

app = Flask(__name__)
a = boto3.client("s3")
b = boto3.client("s3", aws_access_key_id=os.environ["AWS_ACCESS_KEY_ID"], aws_secret_access_key=os.environ["AWS_SECRET_ACCESS_KEY"])
c = boto3.client("s3", aws_access_key_id=None, aws_secret_access_key=None)
d = boto3.client("s3", endpoint_url="http://minio:9000", aws_access_key_id="minioadmin", aws_secret_access_key="minioadmin")
e = boto3.client("s3", aws_access_key_id="YOUR_ACCESS_KEY", aws_secret_access_key="YOUR_SECRET_KEY")
f = boto3.client("s3", aws_access_key_id="AKIAIOSFODNN7EXAMPLE", aws_secret_access_key="wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
g = boto3.client("s3", aws_access_key_id="<key>", aws_secret_access_key="<secret>")
h = boto3.client("s3", aws_access_key_id="xxx", aws_secret_access_key="xxx")
SHA = "da39a3ee5e6b4b0d3255bfef95601890afd80709"
TOKEN = "@SECRET@"
SECRET_KEY = os.environ.get("SECRET_KEY", "@SECRET@")
AWS_SECRET_NAME = "prod/app/db"
AWS_SECRET_ARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/app-AbCdEf"
AWS_ACCESS_KEY_ID = os.environ.get("AWS_ACCESS_KEY_ID", "")
AWS_SECRET_ACCESS_KEY = os.environ.get("AWS_SECRET_ACCESS_KEY", "")
os.environ.setdefault("AWS_DEFAULT_REGION", "eu-west-1")
i = Minio("minio:9000", access_key="minio", secret_key="@SECRET@")
j = boto3.client("s3", endpoint_url="https://nyc3.digitaloceanspaces.com", aws_access_key_id="DO00ABCDEFGH12345678", aws_secret_access_key="@SECRET@")


@app.post("/")
def post():
    return boto3.client("s3", aws_access_key_id=request.form["k"], aws_secret_access_key=request.form["s"]).meta.region_name
