"""The few lines that the fixture applications share: routes, JSON, cookies and signatures on the standard library."""

import hashlib
import hmac
import json
import os
import urllib.request
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Request:
    def __init__(self, handler, body):
        self.method = handler.command
        self.path = handler.path.partition("?")[0]
        self.headers = handler.headers
        self.client = handler.client_address[0]
        self.body = body
        self.cookies = {key: morsel.value for key, morsel in SimpleCookie(handler.headers.get("Cookie", "")).items()}

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def host(self):
        return self.headers["Host"].partition(":")[0]


def serve(answer, port=None, host="0.0.0.0"):
    """Serves `answer(request) -> (status, body, {header: value})` until the end."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_any(self):
            request = Request(self, self.rfile.read(int(self.headers.get("Content-Length") or 0)))
            status, body, headers = answer(request)
            content = json.dumps(body).encode()
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", **headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PUT = do_DELETE = handle_any  # noqa: N815 - names of the standard library

    ThreadingHTTPServer((host, int(port or os.environ["PORT"])), Handler).serve_forever()


def sign(value, key):
    return value + "." + hmac.new(key, value.encode(), hashlib.sha256).hexdigest()


def signed(text, key):
    """The value of a signed text, or None where the signature is not of `key`."""
    value = text.rpartition(".")[0]
    return value if text and hmac.compare_digest(sign(value, key), text) else None


def store(method, key, value=None):
    """Asks the key-value store: `GET` and `PUT` a JSON value, `POST` counts up. None where there is nothing."""
    body = None if value is None else json.dumps(value).encode()
    with urllib.request.urlopen(urllib.request.Request(f"{os.environ['STORE']}/{key}", body, method=method)) as answer:
        return json.load(answer)
