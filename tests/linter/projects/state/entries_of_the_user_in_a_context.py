from contextlib import contextmanager
from contextvars import ContextVar

from starlette.applications import Starlette
from starlette.requests import Request

app = Starlette()
busy = {}  # <- AR201
baskets = {}  # <- AR201
user = ContextVar("user", default=None)


def current_user():
    return user.get(None)


@contextmanager
def one_at_a_time(name):
    if name in busy:
        raise RuntimeError("try later")
    busy[name] = True
    try:
        yield
    finally:
        del busy[name]


@app.route("/")
async def index(request: Request):
    with one_at_a_time(request.path_params["name"]):
        baskets[current_user()] = await request.json()
