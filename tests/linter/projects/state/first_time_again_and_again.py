from flask import Flask, request

app = Flask(__name__)
_job = None  # <- AR202
_log = []  # <- AR201


def note(entry):
    _log.append(entry)


@app.post("/start")
def start():
    global _job
    if _job is None:
        note(request.json)
        _job = request.json
    return "ok"


@app.post("/stop")
def stop():
    global _job
    _job = None
    return "ok"
