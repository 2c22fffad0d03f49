import socket

from flask import Flask

app = Flask(__name__)


@app.route("/websocket")
def websocket():
    return socket.gethostname()


class Pool:
    def websocket(self, name):
        return name


Pool().websocket("feed")
