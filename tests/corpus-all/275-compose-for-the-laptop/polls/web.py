import os

import boto3
import redis
from flask import Flask, jsonify

app = Flask(__name__)
votes = redis.Redis.from_url(os.environ["REDIS_URL"])
LOCAL = os.environ.get("LOCALSTACK")


def sqs():
    if LOCAL:
        return boto3.client(
            "sqs",
            endpoint_url=LOCAL,
            aws_access_key_id="test",
            aws_secret_access_key="test",
            region_name="us-east-1",
        )
    return boto3.client("sqs")


@app.post("/vote/<choice>")
def vote(choice):
    total = votes.incr(choice)
    sqs().send_message(QueueUrl=os.environ["QUEUE_URL"], MessageBody=choice)
    return jsonify(total=total)
