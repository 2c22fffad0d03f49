import asyncio
import threading
from contextlib import contextmanager
from contextvars import ContextVar

from starlette.applications import Starlette
from starlette.requests import Request

app = Starlette()
tracers = {}
buffers = {}
running = ContextVar("running", default=None)


def task_id():
    inherited = running.get(None)
    if inherited is not None:
        return inherited
    return id(asyncio.current_task())


@contextmanager
def capture(trace):
    key = task_id()
    tracers[key] = trace
    yield
    del tracers[key]


def trace(entry):
    tracer = tracers.get(task_id())
    if tracer is not None:
        tracer.append(entry)


@app.route("/")
async def index(request: Request):
    with capture([]):
        trace("asked")
    buffers[threading.get_ident()] = request.url.path
    buffers.pop(threading.get_ident())
