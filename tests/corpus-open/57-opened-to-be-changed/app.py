import json

from flask import Flask, request

app = Flask(__name__)


@app.post("/notes")
def add():
    with open("notes.json", "r+") as f:
        notes = json.load(f)
        notes.append(request.json)
        f.seek(0)
        json.dump(notes, f)
    return {"notes": len(notes)}
