from flask import Flask, jsonify

app = Flask(__name__)


@app.get("/")
def index():
    return jsonify(service="shop")


@app.get("/healthz")
def health():
    return jsonify(status="ok")
