"""A virtual host of the embedded edge: its name, where its requests go, and what passed."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from pathlib import Path

import requests

from runready_harness.edge.base import Exchange
from runready_harness.edge.session import edge_session
from runready_harness.runtimes.base import Endpoint


@dataclass(frozen=True, slots=True)
class Entrance:
    """Where clients on this machine find the edge. `public_suffix`: a domain for which no cookie may be set."""

    https_port: int
    http_port: int
    ca_file: Path
    public_suffix: str | None


class VirtualHost:
    """One application behind the edge. Its methods may be called from any thread."""

    def __init__(self, domain: str, entrance: Entrance, started: float) -> None:
        self._domain = domain
        self._entrance = entrance
        self._started = started
        self._lock = threading.Lock()
        self._endpoints: tuple[Endpoint, ...] = ()
        self._turn = 0
        self._exchanges: list[Exchange] = []

    @property
    def domain(self) -> str:
        return self._domain

    @property
    def url(self) -> str:
        return f"https://{self._domain}"

    def route(self, *endpoints: Endpoint) -> None:
        """Sends the following requests to these instances in turn, beginning with the first."""
        with self._lock:
            self._endpoints = endpoints
            self._turn = 0

    def session(self) -> requests.Session:
        entrance = self._entrance
        return edge_session(
            self._domain,
            https_port=entrance.https_port,
            http_port=entrance.http_port,
            ca_file=entrance.ca_file,
            public_suffix=entrance.public_suffix,
        )

    def exchanges(self) -> tuple[Exchange, ...]:
        with self._lock:
            return tuple(self._exchanges)

    def next_endpoint(self) -> Endpoint | None:
        """The instance whose turn it is, or None when there is none."""
        with self._lock:
            if not self._endpoints:
                return None
            endpoint = self._endpoints[self._turn % len(self._endpoints)]
            self._turn += 1
            return endpoint

    def record(
        self, method: str, target: str, status: int, upstream: Endpoint | None, began: float, reason: str = ""
    ) -> None:
        """Notes an exchange that ends now; `began` on the monotonic clock."""
        exchange = Exchange(
            service=self._domain,
            method=method,
            target=target,
            status=status,
            upstream=upstream,
            started=began - self._started,
            seconds=time.monotonic() - began,
            reason=reason,
        )
        with self._lock:
            self._exchanges.append(exchange)
