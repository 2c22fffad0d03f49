import functools
import time

from flask import Flask, request

app = Flask(__name__)
registered = {}


def timed(label):
    options = {"label": label}
    options["unit"] = "s"

    def decorate(fn):
        registered[label] = fn.__name__

        @functools.wraps(fn)
        def wrapper(*args, **kwargs):
            started = {"at": time.time()}
            started["path"] = request.path
            result = fn(*args, **kwargs)
            print(options["label"], time.time() - started["at"], options["unit"])
            return result
        return wrapper
    return decorate


@app.get("/")
@timed("index")
def index():
    return "hello"
