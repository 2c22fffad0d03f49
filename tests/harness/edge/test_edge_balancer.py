"""The edge of the second profile, a load balancer: the same program with other facts."""

from __future__ import annotations

import contextlib
import re
import socket
import ssl
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from runready_harness.edge.embedded import EmbeddedEdge
from runready_harness.runtimes.base import Endpoint

if TYPE_CHECKING:
    from conftest import Handler, Upstream

RawClient = Callable[[EmbeddedEdge, str], ssl.SSLSocket]
MakeUpstream = Callable[["Handler"], "Upstream"]

_HANDSHAKE = (
    "GET /ws HTTP/1.1\r\nHost: {domain}\r\nConnection: keep-alive, Upgrade\r\nUpgrade: {protocol}\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)
_SWITCHING = (
    b"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    b"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"
)


def _received(client: socket.socket, end: bytes) -> bytes:
    data = b""
    while not data.endswith(end) and (part := client.recv(65536)):
        data += part
    return data


def _echoes(connection: socket.socket, rest: bytes) -> None:
    """Takes the upgrade, greets in the same packet, sends back what it gets, and leaves at `bye`."""
    connection.sendall(_SWITCHING + b"hello")
    while data := connection.recv(65536):
        connection.sendall(data)
        if data == b"bye":
            return


def test_a_websocket_reaches_the_instance_and_bytes_pass_both_ways(
    balancer: EmbeddedEdge, upstream: MakeUpstream, raw: RawClient
) -> None:
    server = upstream(_echoes)
    service = balancer.service()
    service.route(server.endpoint)
    with raw(balancer, service.domain) as client:
        client.sendall(_HANDSHAKE.format(domain=service.domain, protocol="WebSocket").encode())
        head, _, greeting = _received(client, b"hello").partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 101 ")
        assert b"sec-websocket-accept: s3ppLM".lower() in head.lower()
        assert re.search(rb"(?i)\r\nconnection: upgrade\b", head)
        assert re.search(rb"(?i)\r\nupgrade: websocket\b", head)
        assert greeting == b"hello"
        for text in (b"one", b"\x00" * 100_000 + b"end", b"bye"):
            client.sendall(text)
            assert _received(client, text[-3:]) == text
        assert client.recv(1) == b""
    headers = {name.lower(): value for name, value in server.headers()}
    assert (headers["connection"], headers["upgrade"]) == ("upgrade", "websocket")
    assert headers["sec-websocket-key"] == "dGhlIHNhbXBsZSBub25jZQ=="
    assert headers["x-forwarded-proto"] == "https"
    assert [(e.status, e.reason) for e in service.exchanges()] == [(101, "")]


def test_a_client_that_leaves_a_websocket_frees_the_instance(
    balancer: EmbeddedEdge, upstream: MakeUpstream, raw: RawClient
) -> None:
    ended: list[bytes] = []

    def takes(connection: socket.socket, rest: bytes) -> None:
        connection.sendall(_SWITCHING)
        ended.append(connection.recv(1))

    service = balancer.service()
    service.route(upstream(takes).endpoint)
    with raw(balancer, service.domain) as client:
        client.sendall(_HANDSHAKE.format(domain=service.domain, protocol="websocket").encode())
        _received(client, b"\r\n\r\n")
    deadline = time.monotonic() + 5
    while not ended and time.monotonic() < deadline:
        time.sleep(0.02)
    assert ended == [b""]
    assert [(e.status, e.reason) for e in service.exchanges()] == [(101, "")]


def test_a_websocket_that_is_silent_ends_after_the_idle_limit(
    balancer: EmbeddedEdge, upstream: MakeUpstream, raw: RawClient
) -> None:
    service = balancer.service()
    service.route(upstream(_echoes).endpoint)
    with raw(balancer, service.domain) as client:
        client.sendall(_HANDSHAKE.format(domain=service.domain, protocol="websocket").encode())
        _received(client, b"hello")
        began = time.monotonic()
        for _ in range(3):
            time.sleep(0.5)
            client.sendall(b"x")
            assert client.recv(1) == b"x"
        assert time.monotonic() - began > 1
        with contextlib.suppress(ConnectionError, ssl.SSLError):
            # Broken off, as every connection that has waited for too long.
            assert client.recv(1) == b""
        assert 2.4 < time.monotonic() - began < 5


def test_an_instance_may_answer_an_upgrade_as_any_request(
    balancer: EmbeddedEdge, friendly: Upstream, raw: RawClient
) -> None:
    service = balancer.service()
    service.route(friendly.endpoint)
    with raw(balancer, service.domain) as client:
        client.sendall(_HANDSHAKE.format(domain=service.domain, protocol="websocket").encode())
        answer = _received(client, b"ok")
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert [(e.status, e.reason) for e in service.exchanges()] == [(200, "")]


def test_other_upgrades_are_refused(balancer: EmbeddedEdge, friendly: Upstream, raw: RawClient) -> None:
    service = balancer.service()
    service.route(friendly.endpoint)
    with raw(balancer, service.domain) as client:
        client.sendall(_HANDSHAKE.format(domain=service.domain, protocol="chat").encode())
        assert client.recv(65536).startswith(b"HTTP/1.1 400 ")
    assert friendly.heads == []


def test_clients_of_http_1_0_are_served(balancer: EmbeddedEdge, friendly: Upstream, raw: RawClient) -> None:
    service = balancer.service()
    service.route(friendly.endpoint)
    with raw(balancer, service.domain) as client:
        client.sendall(f"GET / HTTP/1.0\r\nHost: {service.domain}\r\n\r\n".encode())
        answer = _received(client, b"ok")
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert answer.endswith(b"\r\n\r\nok")


def test_the_instance_gets_the_balancers_headers(balancer: EmbeddedEdge, friendly: Upstream) -> None:
    service = balancer.service()
    service.route(friendly.endpoint)
    with service.session() as session:
        answer = session.get(service.url, headers={"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Port": "80"})
    assert answer.status_code == 200
    headers = dict(friendly.headers())
    names = {name.lower(): value for name, value in headers.items()}
    assert "User-Agent" in headers, "names keep their case"
    assert names["x-forwarded-for"] == "203.0.113.9, 127.0.0.1"
    assert (names["x-forwarded-proto"], names["x-forwarded-port"]) == ("https", "443")
    assert re.fullmatch(r"Root=1-[0-9a-f]{8}-[0-9a-f]{24}", names["x-amzn-trace-id"])
    assert not [name for name in names if name.startswith("x-envoy")]
    assert "server" not in answer.headers
    assert service.domain.endswith(".ecs.us-east-1.on.aws")


def test_an_instance_that_is_silent_is_504_after_the_idle_limit(balancer: EmbeddedEdge, upstream: MakeUpstream) -> None:
    def waits(connection: socket.socket, rest: bytes) -> None:
        assert connection.recv(1) == b""

    service = balancer.service()
    service.route(upstream(waits).endpoint)
    began = time.monotonic()
    with service.session() as session:
        answer = session.get(service.url)
    assert (answer.status_code, answer.headers["server"]) == (504, "awselb/2.0")
    assert answer.headers["content-type"] == "text/html"
    assert 1 <= time.monotonic() - began < 3


def test_an_answer_may_take_longer_than_the_idle_limit(balancer: EmbeddedEdge, upstream: MakeUpstream) -> None:
    def drips(connection: socket.socket, rest: bytes) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n")
        for _ in range(6):
            time.sleep(0.3)
            connection.sendall(b".")

    service = balancer.service()
    service.route(upstream(drips).endpoint)
    with service.session() as session:
        assert session.get(service.url).text == "......"
    (exchange,) = service.exchanges()
    assert exchange.seconds > 1.5


def test_an_instance_that_does_not_listen_is_502(balancer: EmbeddedEdge) -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    service = balancer.service()
    service.route(Endpoint("127.0.0.1", port))
    with service.session() as session:
        answer = session.get(service.url)
    assert answer.status_code == 502
