import redis
from flask import Flask, request

app = Flask(__name__)
STORES = {"a": redis.Redis(host="a"), "b": redis.Redis(host="b")}


@app.post("/<store>")
def put(store):
    STORES[store].append("log", request.form["line"])
    return "ok"
