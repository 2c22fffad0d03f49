import os

import requests
import yaml
from flask import Flask, jsonify, request
from waitress import serve

with open(os.path.join(os.path.dirname(__file__), "config.yaml")) as handle:
    CONFIG = yaml.safe_load(handle)
CONFIG["server"]["port"] = int(os.environ.get("PORT", CONFIG["server"]["port"]))

app = Flask(__name__)


@app.get("/search")
def search():
    answer = requests.get(CONFIG["services"]["search"], params={"q": request.args["q"]}, timeout=3)
    return jsonify(answer.json())


@app.get("/health")
def health():
    return "ok"


def self_test():
    # asks itself once it is up
    port = CONFIG["server"]["port"]
    return requests.get(f"http://127.0.0.1:{port}/health", timeout=1).ok


if __name__ == "__main__":
    serve(app, **CONFIG["server"])
