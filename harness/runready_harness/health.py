"""Whether a started instance can serve: the platform's health check, polled fast, and judged as soon as it is certain.

The platform waits minutes for an instance that will never answer. Here an instance that exited, that listens on
another port or on loopback only, is told at once, with what it does instead.
"""

from __future__ import annotations

import http.client
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from runready_harness.runtimes.base import Endpoint, Instance, InstanceState, Listener

POLL = 0.06
# Reading what listens costs a command inside the container, so it is asked less often than the port.
SURVEY = 0.75
# How long something else must have been true, unchanged, before it is the verdict. What was not heard speaking HTTP
# may be a helper (a debugger's port, a local cache) that is up before the application.
SETTLED = 3.0
SETTLED_UNSURE = 10.0
REMIND = 10.0
# A neighbour on this machine accepts within milliseconds; the address of a container that has ended never answers.
CONNECT = 0.5


@dataclass(frozen=True, slots=True)
class Probe:
    """The health check as configured: `timeout` in seconds for one try, `healthy` tries in a row must pass.

    `loopback`: a listener on loopback counts too, for an application that is already known to be bound there.
    """

    protocol: Literal["tcp", "http"]
    path: str
    timeout: float
    healthy: int
    loopback: bool = False


@dataclass(frozen=True, slots=True)
class Healthy:
    """The instance passed, `seconds` after the wait began, reached at `endpoint`, which is its port `port`."""

    endpoint: Endpoint
    port: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Unhealthy:
    """The instance cannot serve on `port`.

    `elsewhere` is another port of the instance on which it was heard speaking HTTP, and `elsewhere_endpoint` where
    that is reached. `listeners` is what listens inside (empty also where this machine cannot tell).
    """

    reason: Literal["exited", "memory", "elsewhere", "loopback", "refused", "silent"]
    message: str
    port: int
    seconds: float
    listeners: tuple[Listener, ...] = ()
    elsewhere: int | None = None
    elsewhere_endpoint: Endpoint | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """What came back for one HTTP request: a status, or why there is none. `transient`: a server that is still
    starting may behave so."""

    status: int | None
    problem: str = ""
    transient: bool = False

    @property
    def is_http(self) -> bool:
        return self.status is not None


def ask(endpoint: Endpoint, path: str, timeout: float, *, host: str | None = None) -> Heard:
    """One plain `GET`, redirects not followed, the body not read. Never raises for what the other side does.

    Args:
        timeout: seconds for connecting and for each read.
        host: the Host header; the endpoint's own by default.
    """
    connection = http.client.HTTPConnection(endpoint.host, endpoint.port, timeout=timeout)
    try:
        connection.request("GET", path, headers={"Host": host} if host else {})
        return Heard(connection.getresponse().status)
    except http.client.RemoteDisconnected:
        return Heard(None, "it closed the connection without an answer", transient=True)
    except http.client.BadStatusLine as error:
        # An alert record (type 21) of TLS is what a TLS server answers to plain HTTP.
        if str(error.args[0]).startswith("\x15\x03"):
            return Heard(None, "it speaks TLS, and the platform speaks plain HTTP to an instance")
        return Heard(None, "what it answers is not HTTP")
    except http.client.HTTPException:
        return Heard(None, "what it answers is not HTTP")
    except TimeoutError:
        return Heard(None, f"no answer within {timeout:g} s")
    except OSError as error:
        return Heard(None, (error.strerror or str(error)).lower(), transient=True)
    finally:
        connection.close()


def wait(
    instance: Instance,
    port: int,
    probe: Probe,
    *,
    limit: float,
    called: int | None = None,
    remind: Callable[[str], None] = lambda text: None,
) -> Healthy | Unhealthy:
    """Waits until the instance is healthy on `port`, or until it is certain that it will not be.

    Args:
        limit: seconds until the platform would give up.
        called: the port's number on the platform, for messages; where instances share a machine's ports it differs.
        remind: called about every ten seconds with what is being waited for.
    """
    started = time.monotonic()
    watch = _Watch(instance, port, probe, called or port)
    next_survey, next_reminder, passed = SURVEY / 2, REMIND, 0
    while True:
        heard = watch.try_once()
        now = time.monotonic() - started
        if heard is None:
            passed += 1
            if passed >= probe.healthy:
                endpoint = instance.endpoint(port)
                assert endpoint is not None, "an endpoint that just answered"
                return Healthy(endpoint, port, now)
        else:
            passed = 0
        state = instance.state()
        if not state.running:
            return _ended(state, port, now)
        if heard is not None and now >= next_survey:
            verdict = watch.survey(now)
            if verdict is not None:
                return verdict
            next_survey = time.monotonic() - started + SURVEY
        if heard is not None and now >= next_reminder:
            remind(f"Still waiting for {instance.name} on port {port}: {heard}.")
            next_reminder = now + REMIND
        if now >= limit:
            return watch.too_late(now, heard or "")
        time.sleep(POLL)


class _Watch:
    """One instance while it starts: what its port says, and for how long what else listens has stayed the same."""

    def __init__(self, instance: Instance, port: int, probe: Probe, called: int) -> None:
        self.called = called
        self.instance = instance
        self.port = port
        self.probe = probe
        self.listeners: tuple[Listener, ...] = ()
        self.unchanged_since = 0.0
        self.refusal: Heard | None = None
        self.refused_since = 0.0

    def try_once(self) -> str | None:
        """None when the health check passes, else what was seen instead."""
        endpoint = self.instance.endpoint(self.port)
        if endpoint is None:
            return "the port is not reachable from outside"
        if self.probe.protocol == "http":
            heard = ask(endpoint, self.probe.path, self.probe.timeout)
            if heard.status is not None and 400 <= heard.status < 500:
                # Which Host the platform's health check sends is not documented: an allow-list is not judged here.
                heard = ask(endpoint, self.probe.path, self.probe.timeout, host=f"localhost:{self.called}")
            # Which statuses pass is not documented: below 400 is what every load balancer's default comes down to.
            if heard.status is not None and heard.status < 400 and self._is_own(endpoint) is not False:
                self.refusal = None
                return None
            self._note_refusal(heard)
            return f"GET {self.probe.path} answers {heard.status}" if heard.is_http else heard.problem
        if not accepts(endpoint, min(self.probe.timeout, CONNECT)):
            return "nothing accepts a connection"
        own = self._is_own(endpoint)
        if own is None:
            # A published port accepts although nothing listens behind it, so only an answer counts.
            heard = ask(endpoint, self.probe.path, self.probe.timeout)
            return None if heard.is_http else heard.problem
        return None if own else "nothing listens on the port on every interface"

    def _is_own(self, endpoint: Endpoint) -> bool | None:
        """Whether a connection to `endpoint` ends at a listener of this instance that the platform could reach too.
        None where this machine cannot tell."""
        if not endpoint.host.startswith("127.") and endpoint.host not in ("localhost", "::1"):
            return True
        listeners = self.instance.listeners()
        if listeners is None:
            return None
        return any(item.port == self.port and (self.probe.loopback or not item.loopback) for item in listeners)

    def _note_refusal(self, heard: Heard) -> None:
        if self.refusal is None or heard.status != self.refusal.status:
            self.refusal, self.refused_since = heard, time.monotonic()

    def survey(self, now: float) -> Unhealthy | None:
        """Looks at what listens inside; a verdict once that is certain."""
        # A server that still warms up says 503; a 4xx is its considered answer.
        refused = self.refusal is not None and self.refusal.status is not None and 400 <= self.refusal.status < 500
        if refused and time.monotonic() - self.refused_since >= SETTLED:
            return self._refused(now)
        listeners = self.instance.listeners()
        if listeners is None:
            return None
        if listeners != self.listeners:
            self.listeners, self.unchanged_since = listeners, now
        on_port = [item for item in listeners if item.port == self.port]
        if not listeners or any(not item.loopback for item in on_port):
            return None
        settled = now - self.unchanged_since
        if settled < SETTLED:
            return None
        answering = self._heard_elsewhere(listeners)
        if not on_port and answering is None and settled < SETTLED_UNSURE:
            return None
        return self._elsewhere(now, answering)

    def _heard_elsewhere(self, listeners: tuple[Listener, ...]) -> tuple[int, Endpoint] | None:
        for port in sorted({item.port for item in listeners}):
            endpoint = self.instance.endpoint(port)
            if endpoint is not None and ask(endpoint, self.probe.path, self.probe.timeout).is_http:
                return port, endpoint
        return None

    def _elsewhere(self, now: float, answering: tuple[int, Endpoint] | None) -> Unhealthy:
        where = ", ".join(str(self._as_called(item)) for item in self.listeners)
        loopback = all(item.loopback for item in self.listeners)
        on_port = any(item.port == self.port for item in self.listeners)
        tail = " It is bound to loopback, which nothing outside the instance can reach." if loopback else ""
        if loopback and on_port:
            message = f"It listens on {where} only, so it cannot be reached from outside the instance."
        else:
            message = f"It listens on {where} only; the platform asks on {self.called}.{tail}"
        port, endpoint = answering if answering is not None else (None, None)
        return Unhealthy(
            "loopback" if loopback else "elsewhere", message, self.port, now, self.listeners, port, endpoint
        )

    def _as_called(self, listener: Listener) -> Listener:
        return replace(listener, port=self.called) if listener.port == self.port else listener

    def _refused(self, now: float) -> Unhealthy:
        assert self.refusal is not None, "called with a refusal at hand"
        message = (
            f"It listens on {self.called}, but its health check GET {self.probe.path} answers {self.refusal.status}, "
            "so the platform would never send it requests."
        )
        endpoint = self.instance.endpoint(self.port)
        return Unhealthy("refused", message, self.port, now, self.listeners, self.port, endpoint)

    def too_late(self, now: float, seen: str) -> Unhealthy:
        """The verdict at the start-up limit."""
        listeners = self.instance.listeners() or ()
        self.listeners = listeners
        if listeners and not any(item.port == self.port and not item.loopback for item in listeners):
            return self._elsewhere(now, self._heard_elsewhere(listeners))
        if self.refusal is not None and self.refusal.is_http:
            return self._refused(now)
        inside = "" if listeners else " and listens on no port at all"
        message = f"It did not become healthy on port {self.called} within {now:.0f} s{inside}: {seen}."
        return Unhealthy("silent", message, self.port, now, listeners)


def accepts(endpoint: Endpoint, timeout: float) -> bool:
    """Whether a TCP connection is accepted within `timeout` seconds."""
    try:
        with socket.create_connection((endpoint.host, endpoint.port), timeout=timeout):
            return True
    except OSError:
        return False


def _ended(state: InstanceState, port: int, now: float) -> Unhealthy:
    if state.out_of_memory:
        return Unhealthy("memory", f"It was killed for want of memory after {now:.1f} s.", port, now)
    code = "" if state.exit_code is None else f" with exit code {state.exit_code}"
    return Unhealthy("exited", f"It exited after {now:.1f} s{code}.", port, now)
