import boto3
import redis
from flask import Flask

app = Flask(__name__)
s3 = boto3.client("s3", endpoint_url="https://ams3.digitaloceanspaces.com")
store = redis.Redis()


class Client:
    def put_object(self, **what):
        return what


client = Client()


@app.get("/")
def index():
    client.put_object(Bucket="b", Key="k", Body=b"")
    s3.put_object(Bucket="b", Key="k", Body=b"")
    store.get_item("x")
    return boto3.client("sts").get_caller_identity()["Account"]  # <- AR504
