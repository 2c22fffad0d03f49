from flask import Flask

app = Flask(__name__)


@app.cli.command("dump")
def dump():
    with open("dump.json", "w") as f:
        f.write("{}")


@app.get("/")
def index():
    with open("templates/index.html") as f:
        return f.read()
