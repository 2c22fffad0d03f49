import os

from flask import Flask, jsonify, request

from work import Workspace, in_workspace, save_upload

app = Flask(__name__)


@app.post("/build")
def build():
    ws = Workspace("build")
    with open(ws.file("in"), "wb") as f:
        f.write(request.data)
    return jsonify(size=os.path.getsize(ws.file("in")))


@app.post("/pack")
def pack():
    return jsonify(size=_pack(request.data))


@in_workspace
def _pack(folder, data):
    with open(os.path.join(folder, "in"), "wb") as f:
        f.write(data)
    return len(os.listdir(folder))


@app.post("/first")
def first():
    path = save_upload(request.files["f"].stream)
    try:
        return jsonify(size=os.path.getsize(path))
    finally:
        os.remove(path)


@app.post("/second")
def second():
    path = save_upload(request.files["f"].stream)
    if os.path.getsize(path) == 0:
        return "empty", 400
    os.remove(path)
    return "ok"
