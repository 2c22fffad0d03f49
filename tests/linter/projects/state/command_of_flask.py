from flask import Flask

app = Flask(__name__)
ROWS = []


@app.cli.command("seed")
def seed():
    ROWS.append(1)


@app.get("/")
def index():
    return ROWS
