"""What an application and its client see of each other's headers through the edge."""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from runready_harness.edge.embedded import EmbeddedEdge
from runready_harness.edge.headers import forwarded, without_nominated
from runready_rules.platforms import load

if TYPE_CHECKING:
    from conftest import Upstream

RawClient = Callable[[EmbeddedEdge, str], ssl.SSLSocket]


def test_the_instance_gets_the_headers_of_the_platform(edge: EmbeddedEdge, friendly: Upstream) -> None:
    service = edge.service()
    service.route(friendly.endpoint)
    with service.session() as session:
        session.get(
            service.url + "/notes?page=2",
            headers={
                "X-Forwarded-For": "198.51.100.7",
                "X-Forwarded-Proto": "http",
                "X-Request-ID": "mine",
                "X-Forwarded-Host": "evil.example",
                "X-Custom": "kept",
                "X-Hop": "dropped",
                "Connection": "keep-alive, X-Hop",
                "Keep-Alive": "timeout=5",
                "TE": "trailers",
                "Proxy-Connection": "keep-alive",
            },
        )
    assert friendly.heads[0].startswith(b"GET /notes?page=2 HTTP/1.1\r\n")
    seen = friendly.headers()
    assert all(name == name.lower() for name, _ in seen)
    headers = dict(seen)
    assert len(headers) == len(seen)
    assert headers["host"] == service.domain
    assert headers["x-forwarded-for"] == "198.51.100.7,127.0.0.1"
    assert headers["x-forwarded-proto"] == "https"
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", headers["x-request-id"])
    assert headers["x-envoy-external-address"] == "127.0.0.1"
    assert headers["x-envoy-expected-rq-timeout-ms"] == "2000"
    assert headers["x-forwarded-host"] == "evil.example"
    assert headers["x-custom"] == "kept"
    assert not {"x-hop", "connection", "keep-alive", "proxy-connection", "x-forwarded-port", "x-forwarded-ssl"} & set(
        headers
    )


def test_the_client_gets_the_answer_with_the_edge_s_own_headers(
    edge: EmbeddedEdge, answering: Callable[[bytes], Upstream], raw: RawClient
) -> None:
    answer = (
        b"HTTP/1.1 201 Made Here\r\nServer: werkzeug\r\nX-App: Yes\r\nConnection: close, X-Inner\r\nX-Inner: 1\r\n"
        b"Keep-Alive: timeout=5\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nContent-Length: 2\r\n\r\nhi"
    )
    service = edge.service()
    service.route(answering(answer).endpoint)
    client = raw(edge, service.domain)
    client.sendall(b"GET / HTTP/1.1\r\nHost: " + service.domain.encode() + b"\r\nConnection: close\r\n\r\n")
    data = b"".join(iter(lambda: client.recv(65536), b""))
    head, _, body = data.partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    fields = [(name, value) for name, _, value in (line.partition(": ") for line in lines[1:])]
    assert lines[0] == "HTTP/1.1 201 Created"
    assert body == b"hi"
    assert [value for name, value in fields if name == "set-cookie"] == ["a=1", "b=2"]
    assert ("server", "envoy") in fields
    assert ("x-app", "Yes") in fields
    # What h11 writes for this one connection has its own capitals.
    assert ("Connection", "close") in fields
    names = [name for name, _ in fields if name != "Connection"]
    assert all(name == name.lower() for name in names)
    assert "date" in names
    assert int(dict(fields)["x-envoy-upstream-service-time"]) < 2000
    assert "keep-alive" not in names
    # Only a request's `Connection` takes headers away with it.
    assert ("x-inner", "1") in fields


@pytest.mark.parametrize("named", [b"host", b"Content-Length"])
def test_connection_cannot_name_what_holds_the_message_together(named: bytes) -> None:
    headers = [(b"host", b"a.example"), (b"content-length", b"2"), (b"x-other", b"1"), (b"connection", named)]
    assert without_nominated(headers) == headers
    headers[3] = (b"connection", b"close, X-Other")
    assert without_nominated(headers) == [*headers[:2], headers[3]]


def test_several_forwarded_for_headers_become_one_line() -> None:
    facts = load("app-runner").edge
    headers = [(b"x-forwarded-for", b"1.1.1.1"), (b"x-a", b"1"), (b"X-Forwarded-For", b"2.2.2.2, 3.3.3.3")]
    rules = [rule for rule in facts.request_headers.value if rule.name == "x-forwarded-for"]
    assert forwarded(headers, facts, rules, {"client": "9.9.9.9"}) == [
        (b"x-a", b"1"),
        (b"x-forwarded-for", b"1.1.1.1,2.2.2.2, 3.3.3.3,9.9.9.9"),
    ]
