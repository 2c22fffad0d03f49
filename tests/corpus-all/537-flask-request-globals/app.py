import os
import tempfile

from flask import Flask, g, request

import scratch

app = Flask(__name__)
scratch.init_app(app)


@app.before_request
def keep_body():
    if request.method == "POST":
        handle = tempfile.NamedTemporaryFile(delete=False)
        handle.write(request.get_data())
        handle.close()
        g.body = handle.name


@app.teardown_request
def log_size(error=None):
    path = g.pop("body", None)
    if path:
        app.logger.info("%s had %d bytes", path, os.path.getsize(path))


@app.post("/digest")
def digest():
    import hashlib

    with open(g.body, "rb") as f:
        return hashlib.sha256(f.read()).hexdigest()


@app.post("/split")
def split():
    folder = scratch.get()
    os.system(f"split -l 100 {g.body} {folder}/part-")
    return {"parts": sorted(os.listdir(folder))}
