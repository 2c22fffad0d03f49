import os

import boto3
from flask import Blueprint, jsonify, request

from app import db

main = Blueprint("main", __name__)


def s3_client():
    if os.environ.get("FLASK_ENV") == "development":
        return boto3.Session(profile_name="dev").client("s3")
    return boto3.client("s3")


@main.route("/upload", methods=["POST"])
def upload():
    f = request.files["file"]
    s3_client().upload_fileobj(f, os.environ["BUCKET"], f.filename)
    return jsonify(ok=True), 201


@main.route("/health")
def health():
    db.session.execute(db.text("select 1"))
    return "ok"
