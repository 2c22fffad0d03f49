import os
import tempfile

from flask import Flask, g, request

app = Flask(__name__)


@app.before_request
def keep_body():
    if request.method == "POST":
        fd, g.body = tempfile.mkstemp()
        g.files = [g.body]
        with os.fdopen(fd, "wb") as out:
            out.write(request.get_data())


@app.teardown_request
def forget(error=None):
    for path in g.pop("files", []):
        os.remove(path)


@app.post("/digest")
def digest():
    import hashlib

    with open(g.body, "rb") as f:
        return hashlib.sha256(f.read()).hexdigest()


class Uploads:
    """Keeps what a request sends until the request ends."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()

    def save(self, upload):
        target = os.path.join(self.folder.name, upload.filename)
        upload.save(target)
        return target


@app.post("/names")
def names():
    uploads = Uploads()
    paths = [uploads.save(u) for u in request.files.values()]
    return {"names": [os.path.basename(p) for p in paths], "bytes": sum(os.path.getsize(p) for p in paths)}
