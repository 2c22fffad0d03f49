from flask import Flask, request

app = Flask(__name__)
BOX = {}  # <- AR201
last = first = None  # <- AR202


@app.post("/")
def put():
    global last
    (box := BOX)["a"] = 1
    last, other = request.json
    return str(other)
