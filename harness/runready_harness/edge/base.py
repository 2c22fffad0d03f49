"""The Protocol that every edge fulfils, and the frozen data that it speaks in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import requests

from runready_harness.runtimes.base import Endpoint


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request through the edge, as recorded: `started` in seconds since the edge's start, `seconds` the whole
    exchange. `upstream` is None when the edge answered by itself (a redirect to HTTPS, 404, 503, 504)."""

    service: str
    method: str
    target: str
    status: int
    upstream: Endpoint | None
    started: float
    seconds: float
    reason: str = ""


class EdgeService(Protocol):
    """A virtual host of the edge: one application with its own domain name, instances and record.

    Replays that run side by side each take a service of their own, so that none moves another's instances.
    """

    @property
    def domain(self) -> str:
        """The public name, such as `k3x9a.us-east-1.awsapprunner.com`."""

    @property
    def url(self) -> str:
        """`https://<domain>` without a port: what a browser would show."""

    def route(self, *endpoints: Endpoint) -> None:
        """Sends the following requests to these instances in turn; none: the edge answers 503."""

    def session(self) -> requests.Session:
        """A session that trusts the edge, resolves the domain to it, and takes nothing from the environment."""

    def exchanges(self) -> tuple[Exchange, ...]: ...


class Edge(Protocol):
    """The edge itself. A context manager: leaving it closes its sockets and ends its thread."""

    @property
    def https_port(self) -> int: ...

    @property
    def http_port(self) -> int: ...

    @property
    def ca_file(self) -> Path:
        """The certificate authority's PEM file, for clients that are not sessions of this edge."""

    def service(self) -> EdgeService:
        """A new virtual host."""

    def close(self) -> None: ...

    def __enter__(self) -> Edge: ...

    def __exit__(self, *exc: object) -> None: ...
