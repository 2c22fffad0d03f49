"""A small web application on a thread, for flows to run against; its state is in memory or given by the test."""

from __future__ import annotations

import gzip
import json
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    query: dict[str, list[str]]
    headers: Message
    body: bytes

    @property
    def form(self) -> dict[str, str]:
        return {key: values[0] for key, values in parse_qs(self.body.decode()).items()}

    def cookie(self, name: str) -> str:
        pairs = (part.strip().partition("=") for part in self.headers.get("Cookie", "").split(";"))
        return next((value for key, _, value in pairs if key == name), "")


@dataclass(frozen=True)
class Reply:
    status: int = 200
    body: str | bytes | None = ""
    headers: list[tuple[str, str]] = field(default_factory=list)
    kind: str = "text/html; charset=utf-8"
    # Seconds between single bytes of the body.
    drip: float = 0


def as_json(value: object, status: int = 200) -> Reply:
    return Reply(status, json.dumps(value), kind="application/json")


# A status and a JSON value will do for an answer.
App = Callable[[Asked], "Reply | tuple[int, object]"]
Serve = Callable[[App], AbstractContextManager[str]]


class Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up early is part of the tests; anything else is printed."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def serving(app: App) -> Iterator[str]:
    """The base URL of `app`, on a free port, until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_any(self) -> None:
            path, _, query = self.path.partition("?")
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            reply = app(Asked(self.command, path, parse_qs(query), self.headers, body))
            if isinstance(reply, tuple):
                reply = as_json(reply[1], reply[0])
            if reply.body is None:
                self.close_connection = True  # hangs up without an answer
                return
            data = reply.body.encode() if isinstance(reply.body, str) else reply.body
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.kind)
            for name, value in reply.headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            if self.command == "HEAD":
                return
            if not reply.drip:
                self.wfile.write(data)
                return
            try:
                for byte in data:
                    self.wfile.write(bytes([byte]))
                    time.sleep(reply.drip)
            except OSError:
                self.close_connection = True  # the client had enough

        do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_HEAD = do_OPTIONS = handle_any  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: the output of a test is its own."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def guestbook() -> App:
    """Log-in with a form token, entries in memory, and answers of every kind."""
    sessions: dict[str, str] = {}
    entries: list[dict[str, object]] = []

    def app(asked: Asked) -> Reply:
        match asked.method, asked.path:
            case "GET", "/login":
                token = uuid.uuid4().hex
                page = f'<form method=post><input name="csrf" value="{token}"><input name="name"></form>'
                return Reply(200, page, [("Set-Cookie", f"pre={token}; Path=/; HttpOnly")])
            case "POST", "/login":
                if asked.form.get("csrf") != asked.cookie("pre"):
                    return Reply(403, "bad token")
                key = uuid.uuid4().hex
                sessions[key] = asked.form["name"]
                return Reply(303, "", [("Set-Cookie", f"sid={key}; Path=/"), ("Location", "/me")])
            case "GET", "/me":
                name = sessions.get(asked.cookie("sid"))
                return Reply(200, f"<p>Hello {name}</p>") if name else Reply(302, "", [("Location", "/login")])
            case "POST", "/entries":
                entries.append({"id": len(entries) + 1, **json.loads(asked.body)})
                return as_json(entries[-1], 201)
            case "GET", "/entries":
                return as_json(entries)
            case "GET", "/zipped":
                return Reply(200, gzip.compress(b"x" * 300_000), [("Content-Encoding", "gzip")])
            case "GET", "/broken":
                return Reply(503, "down")
            case "GET", "/hangs-up":
                return Reply(body=None)
            case "GET", "/drips":
                return Reply(body="x" * 1000, drip=0.02)
            case "GET", "/large":
                return Reply(body=b"x" * (11 * 1024 * 1024))
            case _, "/echo":
                return as_json(
                    {
                        "method": asked.method,
                        "query": asked.query,
                        "type": asked.headers.get("Content-Type", "").partition(";")[0],
                        "body": asked.body.decode(),
                        "extra": asked.headers.get("X-Extra"),
                    }
                )
        if asked.method == "GET" and asked.path.startswith("/entries/"):
            number = int(asked.path.rpartition("/")[2])
            return as_json(entries[number - 1]) if number <= len(entries) else as_json({"error": "gone"}, 404)
        return Reply(404, "nothing here")

    return app


@pytest.fixture
def reply() -> type[Reply]:
    """An answer with a kind and headers of its own."""
    return Reply


@pytest.fixture
def serve() -> Serve:
    """Serves an application within a `with` block."""
    return serving


@pytest.fixture
def url() -> Iterator[str]:
    """Where the guestbook is served."""
    with serving(guestbook()) as base:
        yield base
