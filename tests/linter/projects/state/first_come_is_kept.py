from flask import Flask, request

app = Flask(__name__)
owner = None  # <- AR202


@app.post("/claim")
def claim():
    global owner
    if owner is None:
        owner = request.form["name"]
    return owner
