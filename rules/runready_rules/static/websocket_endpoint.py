"""A WebSocket or gRPC endpoint.

## What it does
Reports the routes and servers that speak something else than HTTP/1.1: WebSocket routes of FastAPI, Starlette, Quart, Sanic,
Litestar, aiohttp, Tornado, Channels, Flask-Sock and the `websockets` library, Socket.IO servers, gRPC servers, and what does
nothing without a WebSocket: Streamlit, NiceGUI, Chainlit, Panel, Bokeh, Shiny, Solara, Voila and marimo.

## Why it matters on App Runner
App Runner speaks plain HTTP/1.0 and 1.1 to the instance and refuses to upgrade a connection: a WebSocket handshake is
answered with 403, gRPC cannot be spoken at all. The rest of the application works, so this shows late.

## How to fix
Let the browser ask again (polling), or send events in answers of less than 120 seconds; put the endpoint on a platform that
serves it, such as API Gateway's WebSocket APIs or ECS behind a load balancer. Amazon ECS Express Mode passes WebSocket
connections on, so only what asks for HTTP/2 (gRPC) is reported there.

## When not to use it
Where the client falls back to polling by itself, and the fallback keeps no state on the instance.

## Known limits
Socket.IO falls back to long polling, which needs every request of a client on the same instance: App Runner has no sticky
sessions, so it works with one instance only. A server that is told to speak HTTP/2 alone (`granian --http 2`) is not seen.
"""

from __future__ import annotations

from collections.abc import Iterator

from runready_linter.findings import Finding, Severity, Span
from runready_linter.link.listens import listens
from runready_linter.link.project import Project
from runready_linter.link.sockets import sockets
from runready_linter.rule import Example, Rule
from runready_rules import platforms

#: How the tables' words for WebSocket begin; all others ask for HTTP/2.
_WEBSOCKET = ("a WebSocket", "WebSocket")
_HELP = "let clients ask over HTTP, or serve this endpoint on a platform that supports it"


def check(project: Project) -> Iterator[Finding]:
    """One finding for each endpoint, and for each server that speaks nothing else."""
    seen: set[tuple[str, int]] = set()
    servers = project.knowledge.web_requests.socket_servers
    found = [(x.span, servers[x.server]) for x in project.derive(listens) if x.server in servers and not x.dormant]
    passes = platforms.of(project).web.websocket.value
    for span, protocol in (*found, *sockets(project)):
        if (span.path, span.line) not in seen and not (passes and protocol.startswith(_WEBSOCKET)):
            seen.add((span.path, span.line))
            yield _finding(project, span, protocol)


def _finding(project: Project, span: Span, protocol: str) -> Finding:
    return RULE.finding(
        span, f"this speaks {protocol}, and {project.platform.name} serves plain HTTP/1.1 requests only", help=_HELP
    )


_FROM = "FROM python:3.12-slim\nCOPY . /app\nWORKDIR /app\n"

RULE = Rule(
    code="AR106",
    name="websocket-endpoint",
    clause="web-requests",
    severity=Severity.WARNING,
    check=check,
    doc=__doc__,
    needles=(b"ocket", b"_sock", b"grpc", b"streamlit", b"nicegui", b"chainlit", b"panel", b"bokeh", b"shiny", b"solara",
             b"voila", b"marimo"),
    bad=(
        Example(
            "FastAPI",
            (
                (
                    "main.py",
                    ('from fastapi import FastAPI, WebSocket\n\napp = FastAPI()\n\n\n@app.websocket("/ws")  # <- AR106\n'
                    "async def feed(socket: WebSocket):\n    await socket.accept()\n"),
                ),
            ),
        ),
        Example(
            "Starlette",
            (
                (
                    "main.py",
                    ("from starlette.applications import Starlette\nfrom starlette.routing import Route, WebSocketRoute\n\nfrom views import feed, home\n\n"
                    'app = Starlette(\n    routes=[\n        Route("/", home),\n        WebSocketRoute("/ws", feed),  # <- AR106\n    ]\n)\n'),
                ),
            ),
        ),
        Example(
            "aiohttp",
            (
                (
                    "views.py",
                    ("from aiohttp import web\n\n\nasync def feed(request):\n    socket = web.WebSocketResponse()  # <- AR106\n"
                    "    await socket.prepare(request)\n    return socket\n"),
                ),
            ),
        ),
        Example(
            "Channels",
            (
                (
                    "shop/asgi.py",
                    ("from channels.routing import ProtocolTypeRouter, URLRouter\nfrom django.core.asgi import get_asgi_application\n\n"
                    "from shop.routing import patterns\n\napplication = ProtocolTypeRouter(\n    {\n"
                    '        "http": get_asgi_application(),\n        "websocket": URLRouter(patterns),  # <- AR106\n    }\n)\n'),
                ),
            ),
        ),
        Example(
            "Tornado",
            (
                (
                    "app.py",
                    ("import tornado.web\nimport tornado.websocket\n\n\nclass Feed(tornado.websocket.WebSocketHandler):  # <- AR106\n"
                    '    def on_message(self, message):\n        self.write_message(message)\n\n\napp = tornado.web.Application([("/ws", Feed)])\n'),
                ),
            ),
        ),
        Example(
            "Flask-SocketIO",
            (("app.py", "from flask import Flask\nfrom flask_socketio import SocketIO\n\napp = Flask(__name__)\nio = SocketIO(app)  # <- AR106\n"),),
        ),
        Example(
            "Flask-Sock",
            (
                (
                    "app.py",
                    ("from flask import Flask\nfrom flask_sock import Sock\n\napp = Flask(__name__)\nsock = Sock(app)\n\n\n"
                    '@sock.route("/echo")  # <- AR106\ndef echo(ws):\n    ws.send(ws.receive())\n'),
                ),
            ),
        ),
        Example(
            "gRPC",
            (
                (
                    "server.py",
                    ("import os\nfrom concurrent import futures\n\nimport grpc\n\nserver = grpc.server(futures.ThreadPoolExecutor())\n"
                    'server.add_insecure_port("[::]:" + os.environ["PORT"])  # <- AR106\nserver.start()\n'),
                ),
            ),
        ),
        Example("Streamlit", (("Dockerfile", _FROM + "CMD exec streamlit run app.py --server.port $PORT  # <- AR106\n"),)),
    ),
    good=(
        Example(
            "events in an answer",
            (
                (
                    "main.py",
                    ("from fastapi import FastAPI\nfrom fastapi.responses import StreamingResponse\n\napp = FastAPI()\n\n\n"
                    '@app.get("/events")\ndef events():\n    return StreamingResponse(iter(()), media_type="text/event-stream")\n'),
                ),
            ),
        ),
        Example(
            "a client of a WebSocket",
            (
                (
                    "client.py",
                    "import websockets\n\n\nasync def listen():\n    async with websockets.connect('wss://example.org/feed') as socket:\n        return await socket.recv()\n",
                ),
            ),
        ),
        Example(
            "a client of gRPC",
            (("client.py", "import grpc\n\nchannel = grpc.insecure_channel('prices:50051')\n"),),
        ),
        Example(
            "aiohttp's client",
            (
                (
                    "client.py",
                    ("import aiohttp\n\n\nasync def listen(url):\n    async with aiohttp.ClientSession() as session:\n"
                    "        async with session.ws_connect(url) as socket:\n            return await socket.receive()\n"),
                ),
            ),
        ),
        Example(
            "a test's server",
            (
                (
                    "tests/test_feed.py",
                    'from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.websocket("/ws")\nasync def feed(socket):\n    await socket.accept()\n',
                ),
                ("main.py", "from fastapi import FastAPI\n\napp = FastAPI()\n"),
            ),
        ),
        Example(
            "Channels without a WebSocket",
            (
                (
                    "shop/asgi.py",
                    ("from channels.routing import ProtocolTypeRouter\nfrom django.core.asgi import get_asgi_application\n\n"
                    'application = ProtocolTypeRouter({"http": get_asgi_application()})\n'),
                ),
            ),
        ),
        Example(
            "messages published from outside of the server",
            (("jobs.py", "import socketio\n\nqueue = socketio.RedisManager('redis://cache', write_only=True)\nqueue.emit('done')\n"),),
        ),
    ),
)  # fmt: skip
