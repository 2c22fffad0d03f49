import boto3
from flask import Flask

app = Flask(__name__)
_s3 = None
_table = None
_sqs = None


def s3():
    global _s3
    _s3 = _s3 or boto3.client("s3")
    return _s3


def table():
    global _table
    if not _table:
        _table = boto3.resource("dynamodb").Table("jobs")
    return _table


def sqs():
    try:
        return _queue
    except NameError:
        global _sqs
        if "_sqs" not in globals() or _sqs is None:
            _sqs = boto3.client("sqs")
    return _sqs


@app.get("/")
def index():
    return str((s3(), table(), sqs()))
