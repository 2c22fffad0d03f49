import json

from flask import Flask, request

app = Flask(__name__)
with open("books.json") as f:
    books = json.load(f)  # <- AR201


def read():
    with open("books.json") as f:
        return json.load(f)


@app.post("/books")
def add():
    books.append(request.json)
    mine = read()
    mine.append(request.json)
    return "ok"
