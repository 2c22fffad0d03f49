import os
import smtplib
from email.message import EmailMessage


def send_mail(to, subject):
    message = EmailMessage()
    message["To"] = to
    message["Subject"] = subject
    message.set_content("Hello")
    with smtplib.SMTP(os.environ["SMTP_HOST"]) as smtp:
        smtp.send_message(message)
