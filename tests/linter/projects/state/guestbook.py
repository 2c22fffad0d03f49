import os
import sqlite3
import tempfile
from datetime import datetime

from flask import Flask, redirect, render_template_string, request, send_file, session

app = Flask(__name__)
app.secret_key = os.environ["SECRET"]

entries = {}  # <- AR201
_visits = {"count": 0}  # <- AR201
PAGE = "<p>"


def _next_id():
    return max(entries, default=0) + 1


def add_entry(author, text, when=None):
    entry = {"author": author, "text": text, "at": when or datetime.now()}
    entries[_next_id()] = entry
    return entry


@app.route("/", methods=["GET", "POST"])
def index():
    _visits["count"] += 1
    if request.method == "POST":
        add_entry(request.form["author"], request.form["text"])
        return redirect("/")
    ordered = sorted(entries.items(), key=lambda e: e[0], reverse=True)
    session["last"] = len(ordered)
    return render_template_string(PAGE, entries=ordered)


if __name__ == "__main__":
    app.run(port=5000)
