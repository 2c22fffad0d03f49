"""A session of the edge behaves as a browser at the real domain: names, cookies, redirects, and nothing else."""

from __future__ import annotations

import concurrent.futures
import socket
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import requests

from runready_harness.edge.base import Edge, EdgeService
from runready_harness.edge.embedded import EmbeddedEdge
from runready_harness.runtimes.base import Endpoint

if TYPE_CHECKING:
    from conftest import Handler, Upstream

MakeUpstream = Callable[["Handler"], "Upstream"]


def test_requests_go_to_the_instances_in_turn_from_the_first(edge: EmbeddedEdge, upstream: MakeUpstream) -> None:
    def named(name: bytes) -> Upstream:
        return upstream(lambda c, _: c.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + name))

    one, two = named(b"1"), named(b"2")
    service, other = edge.service(), edge.service()
    other.route(two.endpoint)
    with service.session() as session, other.session() as elsewhere:

        def answers(count: int) -> str:
            return "".join(session.get(service.url).text for _ in range(count))

        service.route(one.endpoint, two.endpoint)
        assert answers(5) == "12121"
        service.route(two.endpoint)
        assert answers(2) == "22"
        service.route(one.endpoint, two.endpoint)
        assert answers(3) == "121"
        assert elsewhere.get(other.url).text == "2"
    assert [e.upstream for e in service.exchanges()[:2]] == [one.endpoint, two.endpoint]
    assert len(service.exchanges()) == 10
    assert [e.service for e in other.exchanges()] == [other.domain]


def test_secure_cookies_are_kept_and_those_for_the_public_suffix_refused(
    edge: EmbeddedEdge, answering: Callable[[bytes], Upstream]
) -> None:
    service = edge.service()
    suffix = service.domain.partition(".")[2]
    assert suffix == "us-east-1.awsapprunner.com"
    server = answering(
        b"HTTP/1.1 200 OK\r\nSet-Cookie: own=1; Secure; HttpOnly; Path=/\r\n"
        b"Set-Cookie: named=2; Secure; Domain=" + service.domain.encode() + b"\r\n"
        b"Set-Cookie: wide=3; Secure; Domain=" + suffix.encode() + b"\r\n"
        b"Set-Cookie: alien=4; Domain=example.com\r\nContent-Length: 0\r\n\r\n"
    )
    service.route(server.endpoint)
    with service.session() as session:
        session.get(service.url)
        session.get(service.url)
        assert sorted(session.cookies.keys()) == ["named", "own"]
    assert sorted(dict(server.headers())["cookie"].split("; ")) == ["named=2", "own=1"]


def test_redirects_are_followed_within_the_domain_and_nowhere_else(
    edge: EmbeddedEdge, upstream: MakeUpstream, friendly: Upstream
) -> None:
    def redirects(connection: socket.socket, _: bytes) -> None:
        target = server.heads[-1].split()[1].decode()
        location = {
            "/relative": "/end",
            "/absolute": f"{service.url}/end",
            "/with-port": f"{service.url}:443/end",
            "/insecure": f"http://{service.domain}/end",
            "/own-port": f"https://{service.domain}:8080/end",
            "/localhost": f"http://localhost:{friendly.endpoint.port}/end",
            "/loop": "/loop",
        }.get(target)
        if location is None:
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nend")
        else:
            connection.sendall(f"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode())

    server = upstream(redirects)
    service = edge.service()
    service.route(server.endpoint)
    with service.session() as session:
        for path, hops in {"/relative": 1, "/absolute": 1, "/with-port": 1, "/insecure": 2}.items():
            got = session.get(service.url + path)
            assert (got.text, len(got.history)) == ("end", hops), path
        for path in ("/own-port", "/localhost"):
            with pytest.raises(requests.ConnectionError, match="leads away from"):
                session.get(service.url + path)
        with pytest.raises(requests.TooManyRedirects):
            session.get(service.url + "/loop")
    assert friendly.heads == []


def test_the_environment_does_not_leak_in(
    edge: EmbeddedEdge, friendly: Upstream, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bundle = tmp_path / "empty.pem"
    bundle.write_text("")
    service = edge.service()
    netrc = tmp_path / "netrc"
    netrc.write_text(f"machine {service.domain} login me password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(bundle))
    service.route(friendly.endpoint)
    with service.session() as session:
        assert session.get(service.url).text == "ok"
    assert "authorization" not in dict(friendly.headers())


def test_curl_reaches_the_domain_with_the_edge_s_authority(edge: EmbeddedEdge, friendly: Upstream) -> None:
    service = edge.service()
    service.route(friendly.endpoint)
    command = ["curl", "-sS", "--noproxy", "*", "--cacert", str(edge.ca_file), "--resolve"]
    try:
        done = subprocess.run(
            [*command, f"{service.domain}:{edge.https_port}:127.0.0.1", f"{service.url}:{edge.https_port}/"],
            capture_output=True,
            text=True,
            timeout=20,
        )
    except FileNotFoundError:
        pytest.skip("curl is not installed")
    assert (done.stdout, done.stderr) == ("ok", "")


def test_two_hundred_requests_at_a_time_without_an_error_of_the_edge(
    edge: EmbeddedEdge, upstream: MakeUpstream
) -> None:
    def echo(connection: socket.socket, rest: bytes) -> None:
        body = rest
        while len(body) < 1000:
            body += connection.recv(65536)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)

    servers = [upstream(echo), upstream(echo)]
    service = edge.service()
    service.route(*(server.endpoint for server in servers))

    def work(worker: int) -> list[bool]:
        with service.session() as session:
            bodies = [f"{worker}-{n}".ljust(1000, ".").encode() for n in range(10)]
            return [session.post(service.url, data=body, timeout=20).content == body for body in bodies]

    with concurrent.futures.ThreadPoolExecutor(20) as pool:
        results = [ok for oks in pool.map(work, range(20)) for ok in oks]
    assert results == [True] * 200
    assert Counter(e.upstream for e in service.exchanges()) == {server.endpoint: 100 for server in servers}
    assert {(e.status, e.reason) for e in service.exchanges()} == {(200, "")}


def test_an_instance_by_name_is_reached_through_the_protocols(edge: EmbeddedEdge, friendly: Upstream) -> None:
    any_edge: Edge = edge
    service: EdgeService = any_edge.service()
    service.route(Endpoint("localhost", friendly.endpoint.port))
    with service.session() as session:
        assert session.get(service.url).text == "ok"
