import boto3
from flask import Flask

app = Flask(__name__)


@app.get("/account")
def account():
    return boto3.client("sts").get_caller_identity()["Account"]
