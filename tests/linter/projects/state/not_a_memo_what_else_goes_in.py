from flask import Flask, request

app = Flask(__name__)
profiles = {}  # <- AR201


@app.post("/profile/<name>")
def put(name):
    if name not in profiles:
        profiles[name] = request.get_json()
    return "ok"
