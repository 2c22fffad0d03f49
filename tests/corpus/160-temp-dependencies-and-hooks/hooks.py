import logging
import os
import tempfile

from flask import Flask, abort, g, request

app = Flask(__name__)
log = logging.getLogger(__name__)


@app.before_request
def make_folder():
    g.folder = tempfile.mkdtemp()


@app.teardown_request
def tell(error):
    log.info("used %s", g.pop("folder", None))


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
