from flask import Flask, abort, request

from desk import logins, lookups

app = Flask(__name__)


@app.post("/login")
def login():
    if logins.too_many(request.remote_addr):
        abort(429)
    return {"token": logins.open_session(request.form["user"]), "where": lookups.locate(request.remote_addr)}


@app.post("/logout")
def logout():
    logins.close_session(request.headers["X-Token"])
    return "", 204


@app.get("/price/<code>")
def price(code):
    user = logins.user_of(request.headers.get("X-Token"))
    if user is None:
        abort(401)
    return {"rate": lookups.rate(code), "etag": lookups.digest(code)}
