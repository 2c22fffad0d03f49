"""A session straight to an instance, against a real server on another port than the name says."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from runready_harness.direct import direct_session
from runready_harness.runtimes.base import Endpoint


class _Server(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        seen = f"{self.headers['Host']} {self.path} {self.headers.get('Cookie')}".encode()
        self.send_response(302 if self.path == "/start" else 200)
        if self.path == "/start":
            self.send_header("Location", f"http://{self.headers['Host']}/end")
            self.send_header("Set-Cookie", "a=1")
        self.send_header("Content-Length", str(len(seen)))
        self.end_headers()
        self.wfile.write(seen)

    def log_message(self, format: str, *args: object) -> None:
        """Keeps quiet."""


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with HTTPServer(("127.0.0.1", 0), _Server) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield Endpoint("127.0.0.1", server.server_port)
        server.shutdown()
        thread.join()


def test_the_instance_is_asked_as_localhost_and_redirects_stay_with_it(endpoint: Endpoint) -> None:
    with direct_session("http://localhost:8080", endpoint) as session:
        answer = session.get("http://localhost:8080/start", timeout=5)
    assert answer.text == "localhost:8080 /end a=1"
    assert answer.url == "http://localhost:8080/end"
