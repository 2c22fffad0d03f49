import boto3
from flask import Blueprint, request

bp = Blueprint("mail", __name__)


@bp.post("/send")
def send():
    ses = boto3.client("sesv2")
    ses.send_email(
        FromEmailAddress="no-reply@example.org",
        Destination={"ToAddresses": [request.json["to"]]},
        Content={"Simple": {"Subject": {"Data": "hi"}, "Body": {"Text": {"Data": request.json["text"]}}}},
    )
    return "", 202
