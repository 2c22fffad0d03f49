import boto3
from flask import Flask, request

from odd_config import KEYS, Aws, credentials

app = Flask(__name__)
s3 = boto3.client("s3", **KEYS["uploads"])


def ses():
    key, secret = credentials()
    return boto3.client("ses", "eu-west-1", aws_access_key_id=key, aws_secret_access_key=secret)


class Sms:
    def __init__(self):
        self.sns = boto3.client("sns", aws_access_key_id=Aws.ID.value, aws_secret_access_key=Aws.SECRET.value)

    def send(self, number):
        self.sns.publish(PhoneNumber=number, Message="hi")


@app.post("/files")
def files():
    s3.upload_fileobj(request.files["f"], "odd-files", "f")
    ses().send_raw_email(RawMessage={"Data": b""})
    Sms().send(request.form["number"])
    return ""
