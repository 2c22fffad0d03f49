import functools
import time

from flask import Flask, abort, request

app = Flask(__name__)


def limited(per_minute):
    calls = {}  # <- AR201

    def decorate(view):
        @functools.wraps(view)
        def wrapper(*args, **kwargs):
            now = time.time()
            recent = [t for t in calls.get(request.remote_addr, []) if now - t < 60]
            if len(recent) >= per_minute:
                abort(429)
            calls[request.remote_addr] = [*recent, now]
            return view(*args, **kwargs)

        return wrapper

    return decorate


@app.get("/")
@limited(10)
def index():
    return "ok"
