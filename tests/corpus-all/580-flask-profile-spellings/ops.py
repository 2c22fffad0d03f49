import os

import boto3
import botocore.session
import requests
from flask import Flask, jsonify

app = Flask(__name__)
PRODUCTION = os.environ.get("STAGE") == "prod"
session = boto3.Session(profile_name="ops-prod" if PRODUCTION else "ops-stage")


class Accounts:
    profiles = {
        "audit": "audit-readonly",
        "main": None,
    }

    def session(self, name):
        return boto3.Session(profile_name=self.profiles["audit"])


def core():
    core_session = botocore.session.get_session()
    core_session.set_config_variable("profile", "core")
    return core_session.create_client("iam")


def metadata_keys(role):
    url = f"http://169.254.169.254/latest/meta-data/iam/security-credentials/{role}"
    return requests.get(url, timeout=1).json()


@app.get("/users")
def users():
    return jsonify([u["UserName"] for u in core().list_users()["Users"]])


@app.get("/region")
def region():
    document = requests.get("http://169.254.169.254/latest/dynamic/instance-identity/document", timeout=1)
    return jsonify(region=document.json()["region"])
