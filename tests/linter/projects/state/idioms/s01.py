from flask import Flask, request
app = Flask(__name__)
sessions = {}  # <- AR201
@app.post("/login")
def login():
    sessions[request.form["sid"]] = request.form["user"]
    return "ok"
