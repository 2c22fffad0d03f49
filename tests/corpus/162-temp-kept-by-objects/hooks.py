import logging
import tempfile

from flask import Flask, g

app = Flask(__name__)
log = logging.getLogger(__name__)


@app.before_request
def make_folder():
    g.folder = tempfile.mkdtemp()


@app.teardown_request
def tell(error):
    log.info("used %s", g.pop("folder", None))


@app.get("/")
def index():
    return g.folder
