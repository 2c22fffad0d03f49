import os

import boto3
from flask import Flask, request
from werkzeug.utils import secure_filename

app = Flask(__name__)
s3 = boto3.client("s3")


@app.post("/files")
def upload():
    file = request.files["file"]
    s3.upload_fileobj(file, os.environ["BUCKET"], secure_filename(file.filename))
    return "", 201
