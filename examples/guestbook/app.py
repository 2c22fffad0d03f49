"""A guestbook: visitors sign in, write entries, like them, and export all as CSV."""

import csv
import secrets
import sqlite3
import tempfile

from flask import Flask, abort, jsonify, make_response, redirect, render_template, request, send_file

app = Flask(__name__)

DATABASE = "guestbook.db"
ENTRIES = {}
SESSIONS = {}
last_id = 0


def database():
    connection = sqlite3.connect(DATABASE)
    connection.execute("CREATE TABLE IF NOT EXISTS likes (entry INTEGER PRIMARY KEY, count INTEGER NOT NULL)")
    return connection


def next_id():
    global last_id
    last_id += 1
    return last_id


def visitor():
    return SESSIONS.get(request.cookies.get("guestbook"))


@app.get("/")
def index():
    return render_template("index.html", entries=reversed(ENTRIES.values()), visitor=visitor())


@app.post("/login")
def login():
    name = request.form.get("name", "").strip()
    if not name:
        abort(400, "a name is needed")
    token = secrets.token_urlsafe(16)
    SESSIONS[token] = name
    response = make_response(redirect("/"))
    response.set_cookie("guestbook", token, httponly=True, samesite="Lax")
    return response


@app.get("/me")
def me():
    name = visitor()
    if name is None:
        abort(401)
    return jsonify(name=name)


@app.post("/entries")
def write():
    data = request.get_json(silent=True) or request.form
    text = (data.get("text") or "").strip()
    if not text:
        abort(400, "an entry needs a text")
    entry = {"id": next_id(), "name": visitor() or data.get("name") or "anonymous", "text": text}
    ENTRIES[entry["id"]] = entry
    return jsonify(entry), 201


@app.get("/entries/<int:entry_id>")
def read(entry_id):
    entry = ENTRIES.get(entry_id)
    if entry is None:
        abort(404)
    return jsonify(entry)


@app.post("/entries/<int:entry_id>/like")
def like(entry_id):
    with database() as connection:
        connection.execute(
            "INSERT INTO likes VALUES (?, 1) ON CONFLICT (entry) DO UPDATE SET count = count + 1", (entry_id,)
        )
    return "", 204


@app.get("/entries/<int:entry_id>/likes")
def likes(entry_id):
    with database() as connection:
        row = connection.execute("SELECT count FROM likes WHERE entry = ?", (entry_id,)).fetchone()
    return jsonify(likes=row[0] if row else 0)


@app.get("/export.csv")
def export():
    file = tempfile.NamedTemporaryFile("w", suffix=".csv", newline="", delete=False)
    writer = csv.writer(file)
    writer.writerow(["id", "name", "text"])
    writer.writerows([entry["id"], entry["name"], entry["text"]] for entry in ENTRIES.values())
    file.close()
    return send_file(file.name, mimetype="text/csv", download_name="guestbook.csv")


if __name__ == "__main__":
    app.run(host="0.0.0.0", port=5000)
