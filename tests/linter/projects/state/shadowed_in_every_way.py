from flask import Flask, request

app = Flask(__name__)
items = []
rows = {}
name = None


@app.get("/a")
def a():
    items = request.json
    items.append(1)
    return items


@app.get("/b")
def b():
    for items in request.json:
        items.append(1)
    with open("x") as rows:
        rows.update = 1
    return [items.append(1) for items in request.json]


@app.get("/c")
def c():
    def inner(items):
        items.append(1)

    inner([])
    name = "x"
    return name


class A:
    items = []
    name = "a"
