from flask import Flask, abort, g, request

from desk import logins
from desk.clients import NAME, Search

app = Flask(__name__)
app.config.from_prefixed_env()


@app.before_request
def identify():
    g.user = logins.user_of(request.headers.get("X-Token", ""))
    g.setdefault("notes", []).append("identified")


@app.post("/login")
def login():
    user = request.form["user"]
    if not NAME.match(user):
        abort(400)
    return {"token": logins.open_session(user)}


@app.get("/search")
def search():
    if g.user is None:
        abort(401)
    hits = Search.get().find(request.args["q"])
    hits.sort(key=lambda h: h["_score"], reverse=True)
    return {"hits": hits, "notes": len(g.notes)}
