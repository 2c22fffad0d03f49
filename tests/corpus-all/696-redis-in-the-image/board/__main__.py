import os

import redis
from flask import Flask
from waitress import serve

app = Flask(__name__)
cache = redis.Redis(host="127.0.0.1")


@app.get("/")
def index():
    return str(cache.incr("visits"))


serve(app, host="0.0.0.0", port=int(os.environ.get("PORT", 8080)))
