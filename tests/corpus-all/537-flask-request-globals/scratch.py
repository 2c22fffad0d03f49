import shutil
import tempfile

from flask import g


def get():
    if "scratch" not in g:
        g.scratch = tempfile.mkdtemp()
    return g.scratch


def drop(error=None):
    folder = g.pop("scratch", None)
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)


def init_app(app):
    app.teardown_appcontext(drop)
