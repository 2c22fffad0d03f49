import contextlib
import json
from pathlib import Path

from flask import Flask, abort, request, send_from_directory

app = Flask(__name__)
STATE = Path(__file__).parent / "state.json"


def read_state():
    if not STATE.exists():
        return {}
    return json.loads(STATE.read_text())


@app.post("/state")
def put():
    STATE.write_text(json.dumps(request.json))  # <- AR302
    return ""


@app.get("/state")
def get():
    return read_state()


@app.get("/raw")
def raw():
    with contextlib.suppress(FileNotFoundError):
        return STATE.read_text()
    abort(404)


@app.get("/file")
def file():
    return send_from_directory(STATE.parent, "state.json")
