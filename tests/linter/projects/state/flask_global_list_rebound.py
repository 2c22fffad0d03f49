from flask import Flask

app = Flask(__name__)
messages = []  # <- AR202


@app.post("/clear")
def clear():
    global messages
    messages = []
    return "ok"
