import json
import os
from datetime import date
from pathlib import Path

import pandas as pd
from flask import Flask, abort, jsonify, request

app = Flask(__name__)
HERE = Path(app.root_path)
COUNTER = HERE / "counter.txt"
DAYS = HERE / "days"
THEMES = HERE / "themes"


def has_day(day):
    return (DAYS / f"{day}.csv").exists()


def day_file(day):
    return DAYS / f"{day}.csv"


@app.errorhandler(KeyError)
def missing(error):
    return {"error": str(error)}, 404


@app.before_request
def count():
    COUNTER.write_text(str(int(COUNTER.read_text()) + 1))


@app.post("/visits")
def visit():
    with open(day_file(date.today()), "a") as out:
        out.write(f"{request.remote_addr},{request.path}\n")
    return "", 204


@app.get("/days/<day>")
def day(day):
    if not has_day(day):
        abort(404)
    return day_file(day).read_text()


@app.get("/days/<day>/top")
def top(day):
    frame = pd.read_csv(day_file(day), names=["address", "path"])
    return jsonify(frame["path"].value_counts().to_dict())


@app.get("/themes/<name>")
def theme(name):
    with open(THEMES / "light.json" if name == "light" else THEMES / "dark.json") as source:
        return json.load(source)


@app.get("/total")
def total():
    return COUNTER.read_text() if COUNTER.exists() else "0"
