import os

import boto3
from flask import Flask, jsonify, request


def create_app():
    app = Flask(__name__)
    bucket = os.environ["BUCKET"]
    s3 = boto3.resource("s3")

    @app.put("/files/<path:name>")
    def put(name):
        s3.Bucket(bucket).put_object(Key=name, Body=request.get_data())
        return jsonify(name=name), 201

    return app
