"""What the edge answers by itself, and what it makes of instances and clients that misbehave."""

from __future__ import annotations

import contextlib
import dataclasses
import socket
import ssl
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
import requests

from runready_harness.edge.embedded import EmbeddedEdge
from runready_harness.runtimes.base import Endpoint
from runready_rules.platforms import load

if TYPE_CHECKING:
    from conftest import Handler, Upstream

RawClient = Callable[[EmbeddedEdge, str], ssl.SSLSocket]
MakeUpstream = Callable[["Handler"], "Upstream"]

RESET = "upstream connect error or disconnect/reset before headers. reset reason: "


def head_of(client: socket.socket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        part = client.recv(65536)
        if not part:
            break
        data += part
    return data


def test_an_instance_that_does_not_listen_is_503(edge: EmbeddedEdge) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        free = Endpoint("127.0.0.1", server.getsockname()[1])
    service = edge.service()
    service.route(free)
    with service.session() as session:
        answer = session.get(service.url)
    assert answer.status_code == 503
    assert answer.text == RESET + "remote connection failure"
    assert answer.headers["server"] == "envoy"
    assert answer.headers["content-type"] == "text/plain"
    (exchange,) = service.exchanges()
    assert (exchange.status, exchange.reason, exchange.upstream) == (503, "connection-failure", free)


def test_without_instances_it_is_503(edge: EmbeddedEdge, friendly: Upstream) -> None:
    service = edge.service()
    with service.session() as session:
        assert (session.get(service.url).status_code, session.get(service.url).text) == (503, "no healthy upstream")
        service.route(friendly.endpoint)
        assert session.get(service.url).status_code == 200
        service.route()
        assert session.get(service.url).status_code == 503


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a full queue refuses instead of waiting")
def test_an_instance_that_does_not_accept_is_503_after_the_connection_limit() -> None:
    profile = load("app-runner")
    short = dataclasses.replace(profile.edge.connect_limit, value=0.3)
    profile = dataclasses.replace(profile, edge=dataclasses.replace(profile.edge, connect_limit=short))
    with contextlib.ExitStack() as stack:
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        for _ in range(4):
            # The queue of those to be accepted is full after one or two; the kernel then leaves the others waiting.
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(listener.getsockname())
        service = stack.enter_context(EmbeddedEdge(profile)).service()
        service.route(Endpoint(*listener.getsockname()))
        answer = stack.enter_context(service.session()).get(service.url)
    assert (answer.status_code, answer.text) == (503, RESET + "connection timeout")
    assert [e.reason for e in service.exchanges()] == ["connection-timeout"]


@pytest.mark.parametrize(
    ("answer", "status", "reason"),
    [
        (b"", 503, "connection termination"),
        (b"HTTP/1.1 200 OK\r\nContent-Le", 502, "protocol error"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 502, "protocol error"),
        (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", 502, "protocol error"),
        (b"\x15\x03\x01\x00\x02\x02\x0a\r\n\r\n", 502, "protocol error"),
        (b"HTTP/1.1 200 OK\r\nBad Name: 1\r\n\r\n", 502, "protocol error"),
        (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n", 502, "protocol error"),
        (b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 200_000, 502, "protocol error"),
    ],
    ids=[
        "closes",
        "half a head",
        "two lengths",
        "no HTTP",
        "TLS alert",
        "bad header",
        "unasked upgrade",
        "endless header",
    ],
)
def test_an_instance_that_gives_no_proper_answer(
    edge: EmbeddedEdge, answering: Callable[[bytes], Upstream], answer: bytes, status: int, reason: str
) -> None:
    service = edge.service()
    service.route(answering(answer).endpoint)
    with service.session() as session:
        got = session.get(service.url)
    assert (got.status_code, got.text) == (status, RESET + reason)
    assert [(e.status, e.reason) for e in service.exchanges()] == [(status, reason.replace(" ", "-"))]


def test_an_answer_that_breaks_off_breaks_off_for_the_client_too(
    edge: EmbeddedEdge, answering: Callable[[bytes], Upstream]
) -> None:
    service = edge.service()
    service.route(answering(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly this").endpoint)
    with service.session() as session, pytest.raises(requests.RequestException):
        session.get(service.url)
    service.route(answering(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n3\r\nx").endpoint)
    with service.session() as session, pytest.raises(requests.RequestException):
        session.get(service.url)
    assert [(e.status, e.reason) for e in service.exchanges()] == [(200, "connection-termination")] * 2


def test_an_instance_that_never_answers_is_504_after_the_limit(edge: EmbeddedEdge, upstream: MakeUpstream) -> None:
    def waits(connection: socket.socket, rest: bytes) -> None:
        assert connection.recv(1) == b""

    service = edge.service()
    service.route(upstream(waits).endpoint)
    began = time.monotonic()
    with service.session() as session:
        answer = session.get(service.url)
    assert (answer.status_code, answer.text) == (504, "upstream request timeout")
    assert 2 <= time.monotonic() - began < 4
    (exchange,) = service.exchanges()
    assert exchange.reason == "request-timeout"
    assert exchange.seconds >= 2


def test_an_answer_longer_than_the_limit_is_cut(edge: EmbeddedEdge, upstream: MakeUpstream) -> None:
    def drips(connection: socket.socket, rest: bytes) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            connection.sendall(b"1\r\n.\r\n")
            time.sleep(0.1)

    service = edge.service()
    service.route(upstream(drips).endpoint)
    with service.session() as session, pytest.raises(requests.RequestException):
        session.get(service.url)
    assert [(e.status, e.reason) for e in service.exchanges()] == [(200, "request-timeout")]


def test_another_host_is_404_and_no_instance_sees_it(edge: EmbeddedEdge, friendly: Upstream) -> None:
    service = edge.service()
    service.route(friendly.endpoint)
    with service.session() as session:
        assert session.get(service.url, headers={"Host": "stranger.example"}).status_code == 404
        assert session.get(service.url, headers={"Host": edge.service().domain}).status_code == 503
        assert session.get(service.url, headers={"Host": service.domain.upper() + ":443"}).status_code == 200
    assert len(friendly.heads) == 1


def test_plain_http_is_sent_to_https(edge: EmbeddedEdge, friendly: Upstream) -> None:
    service = edge.service()
    service.route(friendly.endpoint)
    with service.session() as session:
        answer = session.get(f"http://{service.domain}/a%20b?c=d", allow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (301, f"{service.url}/a%20b?c=d")
        assert friendly.heads == []
        followed = session.get(f"http://{service.domain}/a%20b?c=d")
        assert (followed.status_code, followed.url) == (200, f"{service.url}/a%20b?c=d")
        stranger = session.get(f"http://{service.domain}/", headers={"Host": "stranger.example"})
        assert stranger.status_code == 404


@pytest.mark.parametrize(
    ("request_text", "status"),
    [
        ("GET / HTTP/1.0\r\nHost: {domain}\r\n\r\n", 426),
        ("GET / HTTP/1.1\r\nHost: {domain}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n", 403),
        ("CONNECT db:5432 HTTP/1.1\r\nHost: {domain}\r\n\r\n", 404),
        ("GET / HTTP/1.1\r\nHost: {domain}\r\nX-Big: {big}\r\n\r\n", 431),
        ("GET /?{big} HTTP/1.1\r\nHost: {domain}\r\n\r\n", 431),
        ("GET / HTTP/1.1\r\nHost: {domain}\r\nX-Endless: {big}{big}{big}", 431),
        ("GET / HTTP/1.1\r\n\r\n", 400),
        ("nonsense\r\n\r\n", 400),
        ("GET http://[x/ HTTP/1.1\r\nHost: {domain}\r\n\r\n", 400),
        ("HEAD http://[x/ HTTP/1.1\r\nHost: {domain}\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: {domain}\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: {domain}\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: {domain}\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n\r\n", 200),
        ("GET https://{domain}/whole HTTP/1.1\r\nHost: other.example\r\n\r\n", 200),
        ("GET / HTTP/1.1\r\nHost: {domain}\r\nX-Big: {fits}\r\n\r\n", 200),
    ],
    ids=[
        "HTTP/1.0",
        "WebSocket",
        "CONNECT",
        "big header",
        "big target",
        "endless header",
        "no host",
        "nonsense",
        "no URL",
        "no URL for HEAD",
        "two lengths",
        "bad chunk",
        "h2c is ignored",
        "whole URL",
        "a header that just fits",
    ],
)
def test_requests_that_the_edge_refuses_and_their_near_twins(
    edge: EmbeddedEdge, upstream: MakeUpstream, raw: RawClient, request_text: str, status: int
) -> None:
    def slow_ok(connection: socket.socket, rest: bytes) -> None:
        # A body, if there is one, has to be read before the answer.
        if b"chunked" in server.heads[-1]:
            connection.recv(1)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    server = upstream(slow_ok)
    service = edge.service()
    service.route(server.endpoint)
    client = raw(edge, service.domain)
    text = request_text.format(domain=service.domain, big="a" * 61_440, fits="a" * 61_300)
    client.sendall(text.encode())
    head = head_of(client)
    assert head.startswith(f"HTTP/1.1 {status} ".encode()), head
    assert b"\r\nserver: envoy\r\n" in head
    if status != 200 and b"Content-Length: 3" not in text.encode() and "zz" not in text:
        assert server.heads == []


def test_the_next_request_on_the_connection_works_after_a_refusal(
    edge: EmbeddedEdge, friendly: Upstream, raw: RawClient
) -> None:
    service = edge.service()
    service.route(friendly.endpoint)
    client = raw(edge, service.domain)
    client.sendall(b"GET / HTTP/1.1\r\nHost: stranger.example\r\n\r\n")
    assert b" 404 " in head_of(client)
    client.sendall(f"HEAD / HTTP/1.1\r\nHost: {service.domain}\r\n\r\n".encode())
    assert b" 200 " in head_of(client)


def test_a_client_that_leaves_frees_the_instance(edge: EmbeddedEdge, upstream: MakeUpstream, raw: RawClient) -> None:
    left: list[bytes] = []

    def waits(connection: socket.socket, rest: bytes) -> None:
        connection.settimeout(1.5)
        left.append(connection.recv(1))

    server = upstream(waits)
    service = edge.service()
    service.route(server.endpoint)
    client = raw(edge, service.domain)
    client.sendall(f"GET /slow HTTP/1.1\r\nHost: {service.domain}\r\n\r\n".encode())
    deadline = time.monotonic() + 5
    while not server.heads and time.monotonic() < deadline:
        time.sleep(0.01)
    client.close()
    while not (left and service.exchanges()) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert left == [b""]
    assert [(e.target, e.status, e.reason) for e in service.exchanges()] == [("/slow", 0, "client-gone")]


def test_a_client_that_does_not_trust_the_edge_or_speaks_no_tls_does_no_harm(
    edge: EmbeddedEdge, friendly: Upstream
) -> None:
    service = edge.service()
    service.route(friendly.endpoint)
    with pytest.raises(requests.exceptions.SSLError), service.session() as session:
        session.get(service.url, verify=True)
    with socket.create_connection(("127.0.0.1", edge.https_port), timeout=5) as plain:
        plain.sendall(b"GET / HTTP/1.1\r\n\r\n")
        assert not head_of(plain).startswith(b"HTTP")
    with service.session() as session:
        assert session.get(service.url).text == "ok"


def test_the_edge_closes_with_connections_and_requests_open(
    edge: EmbeddedEdge, upstream: MakeUpstream, raw: RawClient
) -> None:
    def waits(connection: socket.socket, rest: bytes) -> None:
        connection.recv(1)

    server = upstream(waits)
    service = edge.service()
    service.route(server.endpoint)
    idle = raw(edge, service.domain)
    busy = raw(edge, service.domain)
    busy.sendall(f"GET / HTTP/1.1\r\nHost: {service.domain}\r\n\r\n".encode())
    silent = socket.create_connection(("127.0.0.1", edge.https_port), timeout=5)
    deadline = time.monotonic() + 5
    while not server.heads and time.monotonic() < deadline:
        time.sleep(0.01)
    with silent:
        began = time.monotonic()
        edge.close()
        edge.close()
        assert time.monotonic() - began < 1
        for client in (idle, busy, silent):
            # It may be broken without the polite end of TLS.
            with contextlib.suppress(ConnectionResetError, ssl.SSLEOFError):
                assert client.recv(1) == b""
