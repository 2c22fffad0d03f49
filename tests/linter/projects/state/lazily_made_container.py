from flask import Flask, request

app = Flask(__name__)
_store = None  # <- AR201


def store():
    global _store
    if _store is None:
        _store = {}
    return _store


@app.post("/")
def put():
    store()[request.form["k"]] = 1
    return "ok"
