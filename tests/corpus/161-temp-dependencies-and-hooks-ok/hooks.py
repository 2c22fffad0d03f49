import os
import shutil
import tempfile

from flask import Flask, abort, g, request

app = Flask(__name__)


@app.before_request
def make_folder():
    g.folder = tempfile.mkdtemp()


@app.teardown_request
def drop_folder(error):
    folder = g.pop("folder", None)
    if folder is not None:
        shutil.rmtree(folder)


@app.post("/upload")
def upload():
    fd, path = tempfile.mkstemp()
    os.close(fd)
    try:
        if "file" not in request.files:
            abort(400)
        request.files["file"].save(path)
        return str(os.path.getsize(path))
    finally:
        os.unlink(path)
