import contextlib
import os
import tempfile

from flask import Flask, jsonify, request

from work import Workspace, in_workspace, save_upload

app = Flask(__name__)


@app.post("/build")
def build():
    with contextlib.closing(Workspace("build")) as ws:
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

    def done():
        if os.path.exists(path):
            os.remove(path)

    try:
        if os.path.getsize(path) == 0:
            return "empty", 400
        return "ok"
    finally:
        done()


@app.post("/third")
def third():
    # removed when it is collected, that is at the end of the function
    scratch = tempfile.TemporaryDirectory()
    spool = tempfile.SpooledTemporaryFile(max_size=1000)
    spool.write(request.data)
    return jsonify(n=len(os.listdir(scratch.name)))
