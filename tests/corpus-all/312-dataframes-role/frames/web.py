from flask import Flask, jsonify

from frames.models import Report
from frames.store import frame

app = Flask(__name__)


@app.get("/frames/<name>")
def show(name):
    return frame(name).describe().to_json()


@app.get("/reports/<key>")
def report(key):
    return jsonify(Report.get(key).attribute_values)
