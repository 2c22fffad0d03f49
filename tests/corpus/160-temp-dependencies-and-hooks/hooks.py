import os
import tempfile

from flask import Flask, abort, request

app = Flask(__name__)


@app.post("/upload")
def upload():
    fd, path = tempfile.mkstemp()
    os.close(fd)
    if "file" not in request.files:
        abort(400)
    try:
        request.files["file"].save(path)
        return str(os.path.getsize(path))
    finally:
        os.unlink(path)
