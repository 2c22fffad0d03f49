import json
import pickle

from flask import Flask, request

app = Flask(__name__)
DB_FILE = "db.json"


def load():
    with open(DB_FILE) as f:  # <- AR305
        return json.load(f)


def store(rows):
    with open(DB_FILE, "w") as f:  # <- AR302
        json.dump(rows, f)


@app.post("/add")
def add():
    rows = load()
    rows.append(request.json)
    store(rows)
    return ""


@app.post("/clear")
def clear():
    with open(DB_FILE, "w") as f:
        json.dump([], f)
    return ""


@app.post("/model")
def train():
    pickle.dump({}, open("model.pkl", "wb"))  # <- AR302
    return ""


@app.get("/model")
def predict():
    model = pickle.load(open("model.pkl", "rb"))  # <- AR305
    return str(model)
