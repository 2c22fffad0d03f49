"""Real little instances to put behind the edge, friendly and hostile, and raw clients before it."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import psutil
import pytest

from runready_harness.edge.embedded import EmbeddedEdge
from runready_harness.runtimes.base import Endpoint
from runready_rules.platforms import load

Handler = Callable[[socket.socket, bytes], None]


@dataclass
class Upstream:
    """A server that reads a request up to the end of its head, notes it, and leaves the rest to `handler`."""

    handler: Handler
    heads: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self._threads: list[threading.Thread] = []
        self._open: set[socket.socket] = set()
        self._acceptor = threading.Thread(target=self._accept, daemon=True)
        self._acceptor.start()

    @property
    def endpoint(self) -> Endpoint:
        return Endpoint("127.0.0.1", self._listener.getsockname()[1])

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._open.add(connection)
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            data = b""
            while b"\r\n\r\n" not in data:
                part = connection.recv(65536)
                if not part:
                    return
                data += part
            head, _, rest = data.partition(b"\r\n\r\n")
            self.heads.append(head)
            self.handler(connection, rest)

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._acceptor.join()
        for connection in self._open:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()

    def headers(self, index: int = -1) -> list[tuple[str, str]]:
        """The header fields of a request as they came, in order."""
        lines = self.heads[index].decode("latin-1").split("\r\n")[1:]
        return [(name, value.strip()) for name, _, value in (line.partition(":") for line in lines)]


def replying(answer: bytes) -> Handler:
    """A handler that sends `answer` and closes."""

    def handler(connection: socket.socket, _: bytes) -> None:
        connection.sendall(answer)

    return handler


OK = replying(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: text/plain\r\n\r\nok")


@pytest.fixture
def upstream() -> Iterator[Callable[[Handler], Upstream]]:
    """Makes upstream servers, and closes them in the end."""
    made: list[Upstream] = []

    def make(handler: Handler) -> Upstream:
        made.append(Upstream(handler))
        return made[-1]

    yield make
    for server in made:
        server.close()


@pytest.fixture
def answering(upstream: Callable[[Handler], Upstream]) -> Callable[[bytes], Upstream]:
    """Makes upstream servers that give one answer, whatever they are asked, and close."""
    return lambda answer: upstream(replying(answer))


@pytest.fixture
def friendly(upstream: Callable[[Handler], Upstream]) -> Upstream:
    return upstream(OK)


@pytest.fixture
def edge(caplog: pytest.LogCaptureFixture) -> Iterator[EmbeddedEdge]:
    """App Runner's edge with a short request limit."""
    with spotless(EmbeddedEdge(load("app-runner"), request_limit=2.0), caplog) as edge:
        yield edge


@pytest.fixture
def balancer(caplog: pytest.LogCaptureFixture) -> Iterator[EmbeddedEdge]:
    """ECS Express Mode's edge, a load balancer, with a short idle time-out."""
    with spotless(EmbeddedEdge(load("ecs-express"), idle_limit=1.0), caplog) as edge:
        yield edge


@contextlib.contextmanager
def spotless(made: EmbeddedEdge, caplog: pytest.LogCaptureFixture) -> Iterator[EmbeddedEdge]:
    """An edge that must end without threads, sockets, files or a complaint."""
    before = set(threading.enumerate()) - {made._thread}
    with made as edge:
        yield edge
    assert [t.name for t in set(threading.enumerate()) - before if t.name.startswith("runready")] == []
    assert not edge.ca_file.exists()
    ports = (edge.https_port, edge.http_port)
    assert [c for c in psutil.Process().net_connections("tcp") if c.laddr and c.laddr.port in ports] == []
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", edge.https_port), timeout=1).close()
    assert [r.getMessage() for r in caplog.records if r.name.startswith(("asyncio", "runready"))] == []


RawClient = Callable[[EmbeddedEdge, str], ssl.SSLSocket]


@pytest.fixture
def raw() -> Iterator[RawClient]:
    """Opens TLS connections to a domain of an edge, for what no HTTP client would send."""
    with contextlib.ExitStack() as stack:

        def connect(edge: EmbeddedEdge, domain: str) -> ssl.SSLSocket:
            plain = stack.enter_context(socket.create_connection(("127.0.0.1", edge.https_port), timeout=5))
            context = ssl.create_default_context(cafile=str(edge.ca_file))
            return stack.enter_context(context.wrap_socket(plain, server_hostname=domain))

        yield connect
