import os
import smtplib
from email.message import EmailMessage

import boto3
from fastapi import APIRouter

router = APIRouter()


def secret(name):
    manager = boto3.client(service_name="secretsmanager", region_name=os.environ["AWS_REGION"])
    return manager.get_secret_value(SecretId=name)["SecretString"]


@router.post("/mail")
def send(to: str, text: str):
    message = EmailMessage()
    message["To"] = to
    message.set_content(text)
    with smtplib.SMTP(os.environ["SMTP_HOST"], 587) as smtp:
        smtp.starttls()
        smtp.login("app", secret("smtp"))
        smtp.send_message(message)
    return {"sent": True}
