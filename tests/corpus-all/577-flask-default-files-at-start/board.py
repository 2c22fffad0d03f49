import json
import os

from flask import Flask, jsonify, request

app = Flask(__name__)
STATE = os.path.join(app.instance_path, "state.json")

os.makedirs(app.instance_path, exist_ok=True)
if not os.path.exists(STATE):
    with open(STATE, "w") as f:
        json.dump({"items": []}, f)


def read():
    with open(STATE) as f:
        return json.load(f)


@app.get("/")
def index():
    return jsonify(read())


@app.post("/items")
def add():
    state = read()
    state["items"].append(request.json)
    with open(STATE, "w") as f:
        json.dump(state, f)
    return jsonify(state)
