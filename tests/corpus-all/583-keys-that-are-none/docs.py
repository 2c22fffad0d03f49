import hashlib
import hmac
import os
import re

import boto3
from flask import Flask, jsonify, request

app = Flask(__name__)
PATTERN = re.compile(r"\b(AKIA|ASIA)[0-9A-Z]{16}\b")
EXAMPLE = """
export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE
export AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
"""
COMMIT = "9fceb02d0ae598e95dc970b74767f19372d61af8"
WEBHOOK_SECRET = os.environ["WEBHOOK_SECRET"]


class LocalConfig:
    """Used with `docker compose up` only: LocalStack takes anything."""

    ENDPOINT = "http://localstack:4566"
    KEY = "local"
    SECRET = "local"


def client(config=None):
    if config is not None:
        return boto3.client(
            "s3", endpoint_url=config.ENDPOINT, aws_access_key_id=config.KEY, aws_secret_access_key=config.SECRET
        )
    return boto3.client("s3")


@app.post("/redact")
def redact():
    return PATTERN.sub("[key]", request.get_data(as_text=True))


@app.post("/hook")
def hook():
    expected = hmac.new(WEBHOOK_SECRET.encode(), request.get_data(), hashlib.sha256).hexdigest()
    return jsonify(ok=hmac.compare_digest(expected, request.headers["X-Signature"]), commit=COMMIT)


@app.get("/help")
def help_():
    return EXAMPLE
