from flask import Flask

app = Flask(__name__)


@app.get("/")
def index():
    def respond(status, info={}):
        info["status"] = status
        return info

    return respond(200)


def log(entry, entries=[]):  # <- AR201
    entries.append(entry)
    return entries


@app.get("/log")
def page():
    return str(log("asked"))
