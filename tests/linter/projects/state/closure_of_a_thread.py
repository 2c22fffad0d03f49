import threading

from flask import Flask

app = Flask(__name__)


def digest(stream):
    consumed = 0

    def read(size):
        nonlocal consumed
        consumed += size
        return stream.read(size)

    return read(4), consumed


def work():
    with open("/etc/hostname", "rb") as stream:
        digest(stream)


threading.Thread(target=work).start()


@app.get("/")
def index():
    return "ok"
