from flask import Flask, jsonify

from hub.db import db

app = Flask(__name__)


@app.get("/items")
def items():
    return jsonify([i["name"] for i in db.items.find({}, {"name": 1})])
