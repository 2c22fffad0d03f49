from flask import Flask, request

app = Flask(__name__)


class Store(dict):
    pass


STORE = Store()  # <- AR201


@app.post("/")
def put():
    STORE[request.form["k"]] = request.form["v"]
    return "ok"
