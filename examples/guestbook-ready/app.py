"""A guestbook: visitors sign in, write entries, like them, and export all as CSV.

Everything that must outlive a request is in Redis; who is signed in is in a signed cookie.
"""

import csv
import io
import json
import os

import redis
from flask import Flask, Response, abort, jsonify, redirect, render_template, request, session

app = Flask(__name__)
app.config.update(SECRET_KEY=os.environ["SECRET_KEY"], SESSION_COOKIE_SAMESITE="Lax")

store = redis.Redis.from_url(os.environ["REDIS_URL"], decode_responses=True)


def entries():
    return [json.loads(text) for text in store.hvals("entries")]


@app.get("/")
def index():
    newest = sorted(entries(), key=lambda entry: entry["id"], reverse=True)
    return render_template("index.html", entries=newest, visitor=session.get("name"))


@app.get("/healthz")
def health():
    return "ok"


@app.post("/login")
def login():
    name = request.form.get("name", "").strip()
    if not name:
        abort(400, "a name is needed")
    session["name"] = name
    return redirect("/")


@app.get("/me")
def me():
    name = session.get("name")
    if name is None:
        abort(401)
    return jsonify(name=name)


@app.post("/entries")
def write():
    data = request.get_json(silent=True) or request.form
    text = (data.get("text") or "").strip()
    if not text:
        abort(400, "an entry needs a text")
    entry = {
        "id": store.incr("last_id"),
        "name": session.get("name") or data.get("name") or "anonymous",
        "text": text,
    }
    store.hset("entries", entry["id"], json.dumps(entry))
    return jsonify(entry), 201


@app.get("/entries/<int:entry_id>")
def read(entry_id):
    text = store.hget("entries", entry_id)
    if text is None:
        abort(404)
    return jsonify(json.loads(text))


@app.post("/entries/<int:entry_id>/like")
def like(entry_id):
    store.hincrby("likes", entry_id, 1)
    return "", 204


@app.get("/entries/<int:entry_id>/likes")
def likes(entry_id):
    return jsonify(likes=int(store.hget("likes", entry_id) or 0))


@app.get("/export.csv")
def export():
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(["id", "name", "text"])
    writer.writerows([entry["id"], entry["name"], entry["text"]] for entry in entries())
    return Response(
        buffer.getvalue(),
        mimetype="text/csv",
        headers={"Content-Disposition": "attachment; filename=guestbook.csv"},
    )


if __name__ == "__main__":
    app.run(host="0.0.0.0", port=int(os.environ.get("PORT", 8080)))
