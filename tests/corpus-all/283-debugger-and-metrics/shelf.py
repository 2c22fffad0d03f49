import os

import boto3
from flask import Flask, jsonify

os.environ["AWS_ACCESS_KEY_ID"] = "AKIAWQ7XZ2LMK4TNRPVD"
os.environ["AWS_SECRET_ACCESS_KEY"] = "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"

app = Flask(__name__)
ssm = boto3.client("ssm", region_name="eu-west-1")


@app.get("/flag/<name>")
def flag(name):
    found = ssm.get_parameter(Name=f"/flags/{name}", WithDecryption=True)
    return jsonify(value=found["Parameter"]["Value"])
