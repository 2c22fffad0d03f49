import os

from flask import Flask, request

app = Flask(__name__)


@app.get("/")
def index():
    response = app.make_response("x")
    response.headers["X-A"] = "1"
    response.headers.setdefault("X-B", "2")
    params = request.args.to_dict()
    params.update(a=1)
    params.pop("b", None)
    environ = dict(os.environ)
    environ["A"] = "1"
    return response
