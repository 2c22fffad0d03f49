from flask import Flask, request
from sqlitedict import SqliteDict

app = Flask(__name__)
links = SqliteDict("links.sqlite", autocommit=True)


@app.post("/links/<name>")
def save(name):
    links[name] = request.form["url"]
    return "ok"
