"""Bodies pass both ways in every framing, as they come, and connections go on after them."""

from __future__ import annotations

import hashlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from runready_harness.edge.embedded import EmbeddedEdge

if TYPE_CHECKING:
    from conftest import Handler, Upstream

RawClient = Callable[[EmbeddedEdge, str], ssl.SSLSocket]
MakeUpstream = Callable[["Handler"], "Upstream"]

MEGABYTES = 8


def until(connection: socket.socket, data: bytes, end: bytes) -> bytes:
    """Everything received, `data` included, once `end` has come."""
    while end not in data:
        part = connection.recv(65536)
        assert part, f"closed after {data!r}"
        data += part
    return data


@pytest.mark.parametrize(
    ("answer", "body"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", b"hello"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;x=y\r\nllo\r\n0\r\n\r\n", b"hello"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX-Sum: 1\r\n\r\n", b"hello"),
        (b"HTTP/1.1 200 OK\r\n\r\nhello", b"hello"),
        (b"HTTP/1.0 200 OK\r\n\r\nhello", b"hello"),
        (
            b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\n\r\nhello",
            b"hello",
        ),
        (b"HTTP/1.1 204 No Content\r\n\r\n", b""),
        (b'HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\nETag: "a"\r\n\r\n', b""),
    ],
    ids=["length", "chunks", "trailers", "close", "HTTP/1.0", "1xx first", "204", "304"],
)
def test_an_answer_in_any_framing(
    edge: EmbeddedEdge, answering: Callable[[bytes], Upstream], answer: bytes, body: bytes
) -> None:
    service = edge.service()
    service.route(answering(answer).endpoint)
    with service.session() as session:
        for _ in range(2):
            got = session.get(service.url)
            assert got.content == body
            assert got.status_code in (200, 204, 304)
            assert "x-sum" not in got.headers
    assert [e.reason for e in service.exchanges()] == ["", ""]


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n\r\n",
    ],
)
def test_head_has_no_body_and_the_connection_goes_on(
    edge: EmbeddedEdge, answering: Callable[[bytes], Upstream], raw: RawClient, answer: bytes
) -> None:
    service = edge.service()
    service.route(answering(answer).endpoint)
    client = raw(edge, service.domain)
    for _ in range(2):
        client.sendall(f"HEAD / HTTP/1.1\r\nHost: {service.domain}\r\n\r\n".encode())
        data = until(client, b"", b"\r\n\r\n")
        assert data.startswith((b"HTTP/1.1 200 OK", b"HTTP/1.1 404 Not Found"))
        assert data.endswith(b"\r\n\r\n")
        assert (b"content-length: 5" in data) == (b"Content-Length" in answer)


def test_large_bodies_arrive_whole_both_ways(edge: EmbeddedEdge, upstream: MakeUpstream) -> None:
    block = bytes(range(256)) * 4096
    digests: list[str] = []

    def handler(connection: socket.socket, rest: bytes) -> None:
        digest = hashlib.sha256(rest)
        left = len(block) * MEGABYTES - len(rest)
        while left:
            part = connection.recv(65536)
            digest.update(part)
            left -= len(part)
        digests.append(digest.hexdigest())
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % (len(block) * MEGABYTES))
        for _ in range(MEGABYTES):
            connection.sendall(block)

    server = upstream(handler)
    service = edge.service()
    service.route(server.endpoint)
    with service.session() as session:
        got = session.post(service.url, data=block * MEGABYTES)
    wanted = hashlib.sha256(block * MEGABYTES).hexdigest()
    assert digests == [wanted]
    assert hashlib.sha256(got.content).hexdigest() == wanted


def test_bodies_stream_both_ways_without_waiting_for_their_end(edge: EmbeddedEdge, upstream: MakeUpstream) -> None:
    first_arrived = threading.Event()
    first_read = threading.Event()

    def handler(connection: socket.socket, rest: bytes) -> None:
        until(connection, rest, b"one")
        first_arrived.set()
        connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n")
        until(connection, b"", b"0\r\n\r\n")
        assert first_read.wait(2)
        connection.sendall(b"3\r\ntwo\r\n0\r\n\r\n")

    def body() -> Iterator[bytes]:
        yield b"one"
        # The rest follows only once the instance has the first part.
        assert first_arrived.wait(2)
        yield b"two"

    server = upstream(handler)
    service = edge.service()
    service.route(server.endpoint)
    with service.session() as session, session.post(service.url, data=body(), stream=True) as got:
        parts = got.iter_content(None)
        assert next(parts) == b"one"
        first_read.set()
        assert b"".join(parts) == b"two"
    assert ("transfer-encoding", "chunked") in server.headers()


def test_request_trailers_are_dropped(edge: EmbeddedEdge, upstream: MakeUpstream, raw: RawClient) -> None:
    bodies: list[bytes] = []

    def handler(connection: socket.socket, rest: bytes) -> None:
        bodies.append(until(connection, rest, b"0\r\n\r\n"))
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

    service = edge.service()
    service.route(upstream(handler).endpoint)
    client = raw(edge, service.domain)
    client.sendall(
        f"POST / HTTP/1.1\r\nHost: {service.domain}\r\nTransfer-Encoding: chunked\r\n\r\n"
        "5\r\nhello\r\n0\r\nX-Sum: 1\r\n\r\n".encode()
    )
    assert b" 200 " in until(client, b"", b"\r\n\r\n")
    assert bodies == [b"5\r\nhello\r\n0\r\n\r\n"]


def test_the_edge_says_100_continue_itself(edge: EmbeddedEdge, upstream: MakeUpstream, raw: RawClient) -> None:
    def handler(connection: socket.socket, rest: bytes) -> None:
        body = until(connection, rest, b"hello")
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)

    server = upstream(handler)
    service = edge.service()
    service.route(server.endpoint)
    client = raw(edge, service.domain)
    head = f"POST / HTTP/1.1\r\nHost: {service.domain}\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n"
    client.sendall(head.encode())
    assert until(client, b"", b"\r\n\r\n").startswith(b"HTTP/1.1 100 Continue\r\n")
    client.sendall(b"hello")
    assert until(client, b"", b"hello").startswith(b"HTTP/1.1 200 OK\r\n")
    assert "expect" not in dict(server.headers())


def test_an_answer_before_the_end_of_the_upload_reaches_the_client(edge: EmbeddedEdge, upstream: MakeUpstream) -> None:
    def refuses(connection: socket.socket, rest: bytes) -> None:
        connection.sendall(b"HTTP/1.1 413 Content Too Large\r\nContent-Length: 4\r\n\r\nbig!")
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(65536):
            pass

    service = edge.service()
    service.route(upstream(refuses).endpoint)
    with service.session() as session:
        got = session.post(service.url, data=b"x" * (4 * 1024 * 1024))
        assert (got.status_code, got.text) == (413, "big!")
        assert session.get(service.url).status_code == 413


def test_pipelined_requests_are_answered_in_order(edge: EmbeddedEdge, upstream: MakeUpstream, raw: RawClient) -> None:
    def echo(connection: socket.socket, rest: bytes) -> None:
        target = server.heads[-1].split()[1]
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(target) + target)

    server = upstream(echo)
    service = edge.service()
    service.route(server.endpoint)
    client = raw(edge, service.domain)
    client.sendall("".join(f"GET /{n} HTTP/1.1\r\nHost: {service.domain}\r\n\r\n" for n in "abc").encode())
    data = until(client, b"", b"/c")
    assert data.index(b"/a") < data.index(b"/b") < data.index(b"/c")
