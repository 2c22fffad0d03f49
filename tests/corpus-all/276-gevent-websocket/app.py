import os

from flask import Flask, render_template
from flask_sock import Sock
from gevent import pywsgi
from geventwebsocket.handler import WebSocketHandler

from directory import groups

app = Flask(__name__)
sock = Sock(app)


@app.route("/")
def index():
    return render_template("index.html", groups=groups("guest"))


@sock.route("/reverse")
def reverse(ws):
    while True:
        text = ws.receive()
        ws.send(text[::-1])


if __name__ == "__main__":
    addr, port = "127.0.0.1", int(os.environ.get("PORT", 3000))
    server = pywsgi.WSGIServer(
        (addr, port),
        app,
        handler_class=WebSocketHandler,
        keyfile="privkey.pem",
        certfile="fullchain.pem",
    )
    server.serve_forever()
