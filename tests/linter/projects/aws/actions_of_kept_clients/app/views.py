import boto3
from flask import Flask

from .aws import Store, queue

app = Flask(__name__)
store = Store("shop")
table = boto3.resource("dynamodb").Table("orders")


@app.post("/orders")
def order():
    queue().send_message(QueueUrl="q", MessageBody="order")  # <- AR504
    table.put_item(Item={"id": "1"})  # <- AR504
    return "", 202


@app.get("/orders/<key>")
def read(key):
    return table.get_item(Key={"id": key})["Item"]  # <- AR504


@app.get("/names")
def names():
    return list(store.names())
