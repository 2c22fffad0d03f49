from flask import Flask, request

app = Flask(__name__)
log = []  # <- AR201


def create():
    log.append("create")


def drop():
    log.append("drop")


ACTIONS = {"create": create, "drop": drop}


@app.post("/")
def act():
    ACTIONS[request.form["action"]]()
    return "ok"
