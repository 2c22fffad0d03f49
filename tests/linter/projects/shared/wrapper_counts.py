import functools

from flask import Flask

app = Flask(__name__)


def counted(function):
    @functools.wraps(function)
    def wrapper(*args):
        wrapper.calls += 1  # <- AR203
        return function(*args)

    wrapper.calls = 0
    wrapper.label = function.__name__
    return wrapper


@app.get("/")
@counted
def index():
    return "hello"
