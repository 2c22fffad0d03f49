import smtplib
from email.message import EmailMessage

import boto3
from fastapi import APIRouter

router = APIRouter()

AWS_KEY = "AKIAT7ZQX2WLK5NMRPVD"
AWS_SECRET = "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"


def secret(name):
    manager = boto3.client(
        service_name="secretsmanager",
        region_name="eu-west-1",
        aws_access_key_id=AWS_KEY,
        aws_secret_access_key=AWS_SECRET,
    )
    return manager.get_secret_value(SecretId=name)["SecretString"]


@router.post("/mail")
def send(to: str, text: str):
    message = EmailMessage()
    message["To"] = to
    message.set_content(text)
    with smtplib.SMTP("localhost", 25) as smtp:
        smtp.login("app", secret("smtp"))
        smtp.send_message(message)
    return {"sent": True}
