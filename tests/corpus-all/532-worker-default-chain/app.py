import os

import requests
from flask import Flask, jsonify

import clients

app = Flask(__name__)


@app.get("/whoami")
def whoami():
    uri = os.environ.get("AWS_CONTAINER_CREDENTIALS_FULL_URI")
    return jsonify(container=bool(uri), arn=clients.session().client("sts").get_caller_identity()["Arn"])


@app.get("/stacks")
def stacks():
    client = clients.session().client("cloudformation")
    pages = client.get_paginator("describe_stacks").paginate()
    return jsonify([s["StackName"] for page in pages for s in page["Stacks"]])
