"""Waiting until a backing service answers."""

from __future__ import annotations

import http.client
import socket
import time
from typing import Protocol

from runready_harness.runtimes.base import Endpoint, InstanceState, Listener
from runready_harness.spec import Backing
from runready_linter.problems import EnvironmentProblem

LIMIT_SECONDS = 60.0
_POLL_SECONDS = 0.05
_PROBE_SECONDS = 2.0
_LOG_LINES = 15


class Startable(Protocol):
    """What is asked of a container or process while it starts."""

    def endpoint(self, port: int) -> Endpoint | None: ...

    def state(self) -> InstanceState: ...

    def log(self) -> str: ...

    def listeners(self) -> tuple[Listener, ...] | None: ...


def wait(key: str, backing: Backing, service: Startable, port: int, *, shared_host: bool) -> float:
    """Waits until the service is ready as its `ready:` says, and returns the seconds that it took.

    Args:
        port: the port that it listens on, as it sees it itself.
        shared_host: the application runs on the same host, so that listening on the loopback address will do.

    Raises:
        EnvironmentProblem: it ended, or is not ready in time; with the end of its log.
    """
    begin = time.monotonic()
    while True:
        if _is_ready(backing, service, port, shared_host):
            return time.monotonic() - begin
        state = service.state()
        if not state.running:
            raise _problem(f"The backing service {key} ended with exit code {state.exit_code}.", service)
        if time.monotonic() - begin > LIMIT_SECONDS:
            raise _problem(
                f"The backing service {key} is not ready after {LIMIT_SECONDS:.0f} s: {_waited_for(backing)}.", service
            )
        time.sleep(_POLL_SECONDS)


def _is_ready(backing: Backing, service: Startable, port: int, shared_host: bool) -> bool:
    if backing.ready.log is not None:
        return backing.ready.log in service.log()
    endpoint = service.endpoint(port)
    if backing.ready.http is not None:
        return endpoint is not None and _answers_http(endpoint, backing.ready.http)
    # A published port accepts although nothing listens behind it: the service's own sockets are asked first.
    listening = service.listeners()
    if listening is not None:
        return any(each.port == port and (shared_host or not each.loopback) for each in listening)
    return endpoint is not None and _stays_open(endpoint)


def _answers_http(endpoint: Endpoint, path: str) -> bool:
    connection = http.client.HTTPConnection(endpoint.host, endpoint.port, timeout=_PROBE_SECONDS)
    try:
        connection.request("GET", path)
        return connection.getresponse().status < 400
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _stays_open(endpoint: Endpoint) -> bool:
    """Whether a connection is accepted and not closed at once, as a port's proxy does with nothing behind it."""
    try:
        connection = socket.create_connection((endpoint.host, endpoint.port), timeout=_PROBE_SECONDS)
    except OSError:
        return False
    with connection:
        connection.settimeout(0.3)
        try:
            return connection.recv(1) != b""
        except TimeoutError:
            return True
        except OSError:
            return False


def _waited_for(backing: Backing) -> str:
    if backing.ready.log is not None:
        return f"its log does not say {backing.ready.log!r}"
    if backing.ready.http is not None:
        return f"GET {backing.ready.http} on port {backing.port} gives no success"
    return f"nothing listens on port {backing.port} on every interface"


def _problem(message: str, service: Startable) -> EnvironmentProblem:
    tail = "\n".join(service.log().splitlines()[-_LOG_LINES:])
    return EnvironmentProblem(
        message, help="Check its image, command and `ready:` in the service file.", detail=tail or "(it logged nothing)"
    )
