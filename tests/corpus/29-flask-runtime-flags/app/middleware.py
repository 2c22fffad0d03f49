import time

from flask import abort, request

from app import runtime


def check():
    runtime.touch(time.time())
    if runtime.maintenance and not request.path.startswith("/admin"):
        abort(503)
