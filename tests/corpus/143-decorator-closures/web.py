import functools
import time

from flask import Flask, abort, request

app = Flask(__name__)


def throttled(fn):
    last = {}

    @functools.wraps(fn)
    def wrapper(*args, **kwargs):
        who = request.remote_addr
        if time.time() - last.get(who, 0) < 1:
            abort(429)
        last[who] = time.time()
        return fn(*args, **kwargs)
    return wrapper


def numbered(fn):
    n = 0

    @functools.wraps(fn)
    def wrapper(*args, **kwargs):
        nonlocal n
        n += 1
        return f"{n}: {fn(*args, **kwargs)}"
    return wrapper


@app.get("/")
@throttled
@numbered
def index():
    return "hello"
