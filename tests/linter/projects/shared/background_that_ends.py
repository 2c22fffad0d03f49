"""Work that its starter waits for, that only opens a page for a developer, or that a signal starts: and near twins."""

import asyncio
import signal
import threading
import webbrowser

import gevent
from fastapi import FastAPI

app = FastAPI()


@app.get("/resolve")
def resolve():
    runner = threading.Thread(target=look_up)
    runner.start()
    runner.event.wait(timeout=3)
    return "resolved"


@app.get("/begin")
def begin():
    runner = threading.Thread(target=look_up)
    runner.start()  # <- AR206
    runner.has_started.wait(timeout=3)
    return "begun"


@app.get("/reply")
def reply():
    gevent.spawn(look_up)  # <- AR206
    return gevent.spawn(look_up).get(timeout=3)


def look_up():
    return "127.0.0.1"


def open_page():
    webbrowser.open("http://localhost:8080")


def poll():
    while True:
        look_up()


@app.on_event("startup")
def start():
    threading.Timer(2.5, lambda: webbrowser.open("http://localhost:8080")).start()
    threading.Thread(target=open_page).start()
    threading.Thread(target=poll).start()  # <- AR206
    signal.signal(signal.SIGCHLD, lambda *args: asyncio.create_task(reap()))


async def reap():
    pass
