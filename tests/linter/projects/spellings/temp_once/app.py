import atexit
import functools
import os
import shutil
import tempfile
from functools import cache, lru_cache

from flask import Flask

app = Flask(__name__)


@lru_cache(maxsize=1)
def work():
    d = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, d)
    return d


@cache
def work2():
    return tempfile.mkdtemp()


@app.get("/")
def index():
    return os.listdir(work()) + os.listdir(work2())


@app.get("/x")
def x():
    return [p for p in os.listdir(work())]


_dir = None


def lazy():
    global _dir
    if _dir is None:
        _dir = tempfile.mkdtemp()
    return _dir


@app.get("/y")
def y():
    return os.listdir(lazy())
