import os

import boto3
import redis
from flask import Flask, jsonify

from svc.env import IS_LOCAL

if IS_LOCAL:
    dynamodb = boto3.resource(
        "dynamodb",
        endpoint_url="http://localhost:8000",
        aws_access_key_id="local",
        aws_secret_access_key="local",
        region_name="eu-west-1",
    )
    cache = redis.Redis(host="localhost")
else:
    dynamodb = boto3.resource("dynamodb")
    cache = redis.Redis.from_url(os.environ["REDIS_URL"])

app = Flask(__name__)


@app.get("/count")
def count():
    total = dynamodb.Table("things").item_count
    cache.set("total", total)
    return jsonify(total=total)


if __name__ == "__main__":
    assert IS_LOCAL
    app.run(debug=True)
