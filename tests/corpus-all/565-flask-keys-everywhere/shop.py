import os

import boto3
from flask import Flask, request

from config import load

app = Flask(__name__)
app.config.from_object(load())


def s3():
    return boto3.client(
        "s3",
        region_name=app.config["AWS_REGION"],
        aws_access_key_id=app.config["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=app.config["AWS_SECRET_ACCESS_KEY"],
    )


def sms():
    return boto3.client("sns", region_name="us-east-1", aws_access_key_id="AKIAQ5ZT7WLNX3MKVR2P", aws_secret_access_key="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")


@app.post("/picture")
def picture():
    s3().upload_fileobj(request.files["picture"], app.config["BUCKET"], "picture")
    sms().publish(PhoneNumber=request.form["phone"], Message="stored")
    return "", 201
