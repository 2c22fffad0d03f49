"""What a check gets: the service, its instances, the edge in front of them, the flows and how they run undisturbed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Literal

import requests

from runready_harness.direct import direct_session
from runready_harness.edge.base import EdgeService
from runready_harness.events import Emit, ReplayStarted
from runready_harness.fleet import Fleet, NotRunning, Running, Unproven
from runready_harness.flows.model import Recording
from runready_harness.flows.run import run_flow
from runready_harness.modes import undisturbed
from runready_harness.redact import redact
from runready_harness.runtimes.base import Endpoint
from runready_harness.spec import Flow, Service
from runready_rules.platforms import Profile

if TYPE_CHECKING:
    from runready_harness.modes.undisturbed import Baseline

_UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
# An answer that is one of two at random is taken for lost state with a chance of 1 in 16 then.
CONTROLS = 2
# Above the platform's own limit, so that the edge's time-out answer is seen instead of a broken connection.
_GRACE = 5.0
# Seconds for an answer that no limit of the platform ends: one that streams for ever would hold up the run.
_PATIENCE = 300.0


def _undisturbed(step: int) -> None:
    """The default `before_step`."""


class Lab:
    """The shared parts of one run. What several checks need is made once, when the first of them asks."""

    def __init__(
        self,
        *,
        service: Service,
        profile: Profile,
        port_is_stated: bool,
        fleet: Fleet,
        front: EdgeService,
        find_flows: Callable[[Lab], tuple[Flow, ...]],
        variables: Mapping[str, str],
        secrets: tuple[str, ...],
        written: bool,
        repeat: int,
        emit: Emit,
    ) -> None:
        self.service = service
        self.profile = profile
        # Whether the user's file says the port; else it is the platform's default.
        self.port_is_stated = port_is_stated
        self.fleet = fleet
        # One domain for all replays: a domain that changed with every replay would hide in the noise what matters
        # about redirects.
        self.front = front
        self.repeat = repeat
        # Whether the flows are the user's own: what was found by itself says less.
        self.written = written
        self._find_flows = find_flows
        self._variables = variables
        self._secrets = secrets
        self._emit = emit
        self._flows: tuple[Flow, ...] | None = None
        self._controls: tuple[tuple[Recording, ...], ...] | None = None
        self._baselines: tuple[Baseline, ...] | NotRunning | None = None

    @property
    def limit(self) -> float:
        """Seconds that the platform gives one request; where it sets no end, as long as a run waits for one answer."""
        return min(self.profile.web.request_limit.value, _PATIENCE)

    def flows(self) -> tuple[Flow, ...]:
        """The flows that were written or discovered.

        Raises:
            Unproven: the application cannot be reached at all.
        """
        if self._flows is None:
            self._flows = self._find_flows(self)
        return self._flows

    def baselines(self) -> tuple[Baseline, ...]:
        """Every flow undisturbed, on two fresh instances.

        Raises:
            NotRunning: a fresh instance does not come up.
            Unproven: the application cannot be reached at all.
        """
        if self._baselines is None:
            try:
                self._baselines = undisturbed.record(self)
            except NotRunning as error:
                self._baselines = error
        if isinstance(self._baselines, NotRunning):
            raise self._baselines
        return self._baselines

    def broken_flows(self) -> tuple[str, ...]:
        """The names of the flows that do not pass undisturbed, as far as a check has run them; starts nothing."""
        known = self._baselines if isinstance(self._baselines, tuple) else ()
        return tuple(each.flow.name for each in known if not each.first.finished)

    def controls(self) -> tuple[tuple[Recording, ...], ...]:
        """Every flow undisturbed on two more fresh instances, one tuple of recordings an instance: asked for when a
        disturbance changed an answer, to tell that from an answer that changes by itself.

        Raises:
            NotRunning: a fresh instance does not come up.
        """
        if self._controls is None:
            self._controls = tuple(undisturbed.control(self) for _ in range(CONTROLS))
        return self._controls

    def play(
        self,
        flow: Flow,
        *instances: Running,
        mode: str,
        before_step: Callable[[int], None] = _undisturbed,
    ) -> Recording:
        """One replay of a flow through the edge with a browser's cookies, starting with these instances routed.

        Args:
            mode: what is done to the service meanwhile, for the progress display.
            before_step: disturbs the service; called with the index of the step that comes next.
        """
        self._emit(ReplayStarted(flow.name, mode))
        self.front.route(*(each.endpoint for each in instances))
        with self.session() as session:
            return self._run(flow, session, self.front.url, before_step)

    def play_directly(self, flow: Flow, endpoint: Endpoint, *, scheme: Literal["http", "https"] = "http") -> Recording:
        """One replay over plain HTTP without the edge, as a developer asks the application on `localhost`.

        Args:
            scheme: what the application is told that the client used.
        """
        self._emit(ReplayStarted(flow.name, "without the edge"))
        base = f"http://localhost:{self.service.port}"
        with direct_session(base, endpoint) as session:
            session.auth = _same_origin(base)
            if scheme == "https":
                session.headers["X-Forwarded-Proto"] = scheme
            return self._run(flow, session, base, _undisturbed)

    def session(self) -> requests.Session:
        """A fresh session through the edge, with what a browser says about where a request comes from."""
        session = self.front.session()
        session.auth = _same_origin(self.front.url)
        return session

    def redact(self, text: str) -> str:
        """`text` without the secrets of the service's variables."""
        return redact(text, self._secrets)

    def _run(self, flow: Flow, session: requests.Session, base: str, before_step: Callable[[int], None]) -> Recording:
        return run_flow(
            flow,
            session,
            base,
            before_step=before_step,
            variables=self._variables,
            timeout=self.limit + _GRACE,
            port=self.service.port,
        )


def _same_origin(base: str) -> Callable[[requests.PreparedRequest], requests.PreparedRequest]:
    """Adds `Origin` and `Referer` to what changes something, as browsers do and as CSRF protections demand. A header
    that the step gives itself stays."""

    def add(request: requests.PreparedRequest) -> requests.PreparedRequest:
        if request.method in _UNSAFE:
            request.headers.setdefault("Origin", base)
            request.headers.setdefault("Referer", base + "/")
        return request

    return add


__all__ = ["Lab", "NotRunning", "Running", "Unproven"]
