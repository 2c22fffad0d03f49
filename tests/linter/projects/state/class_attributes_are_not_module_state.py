from flask import Flask, request

app = Flask(__name__)


class Store:
    items = []

    def __init__(self):
        self.rows = {}

    def put(self, k, v):
        self.rows[k] = v


store = Store()


@app.post("/")
def put():
    Store.items.append(1)
    store.put(1, 2)
    store.rows[3] = 4
    store.name = "x"
    app.config["MODE"] = request.form["mode"]
    put.count = 1
    return "ok"
