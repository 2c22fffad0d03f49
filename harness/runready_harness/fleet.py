"""The instances of one run: started when a check needs one, waited for, counted, and removed.

Starting an instance is what an audit spends its time on, so that the checks share what can be shared: one standing
instance for everything that minds no history, fresh ones only where the proof needs them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from runready_harness.events import Emit, InstanceHealthy, Notice
from runready_harness.health import CONNECT, Healthy, Probe, Unhealthy, accepts, wait
from runready_harness.runtimes.base import Endpoint, Instance, Runtime
from runready_harness.verdicts import Evidence, Verdict

# An instance that did not come up is tried once more, so that a hiccup of this machine is not blamed on the app.
_TRIES = 2


class Unproven(Exception):
    """A check cannot be carried out; becomes its outcome. `reason` is a sentence."""

    verdict = Verdict.INCONCLUSIVE

    def __init__(self, reason: str, evidence: tuple[Evidence, ...] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.evidence = evidence


class NotRunning(Unproven):
    """A further instance did not come up although the first one did; `log` is what it wrote."""

    def __init__(self, outcome: Unhealthy, log: str) -> None:
        super().__init__(f"A fresh instance did not come up: {outcome.message}")
        self.outcome = outcome
        self.log = log


@dataclass(frozen=True, slots=True)
class Running:
    """An instance that answers, and where it is reached."""

    instance: Instance
    endpoint: Endpoint


@dataclass(frozen=True, slots=True)
class Startup:
    """How the first instance came up. `log` is what it wrote until then. `needed` names a variable with the port that the
    platform does not give: without it the instance did not come up, with it one does."""

    asked_port: int
    outcome: Healthy | Unhealthy
    log: str
    # The application serves, told by a variable what the platform would not tell it.
    needed: str = ""


class Fleet:
    """The instances of one run, by what they are needed for. Closing it removes those that are left.

    Args:
        gives_port: the platform tells an instance its port.
        port_variable: the variable by which other platforms do, where neither this one nor the service's settings set it.
    """

    def __init__(
        self,
        runtime: Runtime,
        port: int,
        probe: Probe,
        limit: float,
        emit: Emit,
        *,
        gives_port: bool = True,
        port_variable: str = "",
    ) -> None:
        self._runtime = runtime
        self._port = port
        self._probe = probe
        self._limit = limit
        self._emit = emit
        self._alive: list[Instance] = []
        self._startup: Startup | None = None
        self._standing: Running | None = None
        self._elsewhere: int | None = None
        # Processes share this machine's ports: an app that does not take its port from PORT can run only once.
        self._one_at_a_time = not gives_port and runtime.name == "process"
        self._gives_port = gives_port
        self._port_variable = port_variable
        self._told: dict[str, str] = {}
        self.started = 0

    def first(self) -> Startup:
        """How the application comes up, tried once a run. An application on a wrong but reachable port stays in
        use on that port, so that one run shows every defect."""
        if self._startup is not None:
            return self._startup
        instance, outcome = self._launch(self._port)
        self._startup = Startup(instance.port, outcome, instance.log())
        if isinstance(outcome, Unhealthy) and self._port_variable and outcome.reason not in ("memory", "silent"):
            instance, outcome = self._told_anyway(instance)
        if isinstance(outcome, Healthy):
            self._standing = Running(instance, outcome.endpoint)
        elif outcome.elsewhere_endpoint is not None:
            self._standing = Running(instance, outcome.elsewhere_endpoint)
            self._probe = replace(self._probe, protocol="tcp", healthy=1, loopback=True)
            if outcome.elsewhere != instance.port:
                self._elsewhere = outcome.elsewhere
                self._one_at_a_time = self._runtime.name == "process"
        else:
            self.remove(instance)
        return self._startup

    def _told_anyway(self, instance: Instance) -> tuple[Instance, Healthy | Unhealthy]:
        """A second first instance, which is told its port by a variable that the platform does not give. Where that is
        what the application needs, so are all that follow, so that one run shows every defect."""
        assert self._startup is not None, "after the first try"
        self.remove(instance)
        self._told = {self._port_variable: str(self._port)}
        instance, outcome_when_told = self._launch(self._port)
        if isinstance(outcome_when_told, Healthy):
            self._startup = replace(self._startup, needed=self._port_variable)
        else:
            self._told = {}
        return instance, outcome_when_told

    @property
    def detour(self) -> int | None:
        """The port on which the application is used although the platform asks on another one, or None."""
        return self._elsewhere

    @property
    def omitted(self) -> Sequence[str]:
        """Commands of the image's making that the instances do without."""
        return self._runtime.omitted

    @property
    def shared_paths(self) -> Sequence[str]:
        """Places that the instances share although those of the platform would not."""
        return self._runtime.shared_paths

    def left(self) -> tuple[tuple[Instance, Endpoint | None], ...]:
        """The instances that still run, each with where it is reached on the port that it is used on."""
        return tuple((each, each.endpoint(self._elsewhere or each.port)) for each in self._alive)

    def standing(self) -> Running:
        """An instance that may have served anything before.

        Raises:
            Unproven: the application cannot be reached at all.
        """
        self._require_reachable()
        if self._standing is None:
            self._standing = self.fresh()
        return self._standing

    def fresh(self) -> Running:
        """An instance that has served nothing yet, healthy.

        Raises:
            NotRunning: it does not come up, tried twice.
            Unproven: the application cannot be reached at all.
        """
        self._require_reachable()
        for tries_left in reversed(range(_TRIES)):
            if self._one_at_a_time:
                self.clear()
            try:
                return self._ready(self._start(self._port))
            except NotRunning as error:
                # To wait for the whole start-up limit once is enough.
                if not tries_left or error.outcome.reason == "silent":
                    raise
                # A port that is written into the application is taken while another instance lives.
                self._one_at_a_time = self._one_at_a_time or (self._runtime.name == "process" and bool(self._alive))
        raise AssertionError("the last try returns or raises")

    def pair(self) -> tuple[Running, Running]:
        """Two fresh instances that run side by side.

        Raises:
            NotRunning: one does not come up beside the other.
            Unproven: this machine cannot run two, or the application cannot be reached at all.
        """
        self._require_reachable()
        if not self._one_at_a_time:
            # Both are started before either is waited for: their start-up overlaps.
            instances = (self._start(self._port), self._start(self._port))
            try:
                return self._ready(instances[0]), self._ready(instances[1])
            except NotRunning:
                for instance in instances:
                    self.remove(instance)
            one = self.fresh()
            if not self._one_at_a_time:
                return one, self.fresh()
        why = "the application does not take its port from PORT" if self._gives_port else "the platform gives no PORT"
        raise Unproven(
            f"Two instances cannot run side by side as processes of one machine, because {why}. With containers they can."
        )

    def told(self, port: int) -> tuple[Instance, Healthy | Unhealthy]:
        """A fresh instance that is told another `PORT`, and whether it is healthy there."""
        self._require_reachable()
        if self._one_at_a_time:
            self.clear()
        instance, outcome = self._launch(port)
        beside = self._runtime.name == "process" and len(self._alive) > 1
        if isinstance(outcome, Unhealthy) and outcome.reason == "exited" and beside:
            # Perhaps its own port is taken by another instance: alone, it shows which port that is.
            self.clear()
            return self._launch(port)
        return instance, outcome

    def remove(self, *gone: Instance | Running) -> None:
        """Removes instances; those that are gone already are let be."""
        for each in gone:
            instance = each.instance if isinstance(each, Running) else each
            if self._standing is not None and self._standing.instance is instance:
                self._standing = None
            if instance in self._alive:
                self._alive.remove(instance)
                instance.remove()

    def clear(self) -> None:
        """Removes every instance that is left."""
        self.remove(*self._alive)

    def replace(self, old: Running) -> Running:
        """A fresh instance in the place of `old`, which is gone afterwards.

        Raises:
            NotRunning: it does not come up, tried twice.
        """
        if self._one_at_a_time:
            self.remove(old)
            return self.fresh()
        instance = self._start(self._port)
        # While the fresh one starts.
        self.remove(old)
        try:
            return self._ready(instance)
        except NotRunning as error:
            if error.outcome.reason == "silent":
                raise
            return self.fresh()

    def lives(self, running: Running) -> bool:
        """Whether the instance has not been removed."""
        return running.instance in self._alive

    def _require_reachable(self) -> None:
        startup = self.first()
        outcome = startup.outcome
        if isinstance(outcome, Unhealthy) and outcome.elsewhere_endpoint is None and not startup.needed:
            raise Unproven(f"Not tried, because the application cannot be reached: {outcome.message}")

    def _start(self, port: int) -> Instance:
        instance = self._runtime.start(port=port, env=self._told)
        self._alive.append(instance)
        self.started += 1
        return instance

    def _launch(self, port: int) -> tuple[Instance, Healthy | Unhealthy]:
        """Starts an instance and waits for it on the port that it was told. One that lost its port to another program
        of this machine between the choice of the port and its use is no proof of anything: another is started."""
        for _ in range(_TRIES):
            instance = self._start(port)
            outcome = self._await(instance, instance.port, called=port)
            if not (self._lost_port(instance) and isinstance(outcome, Unhealthy) and outcome.reason == "exited"):
                break
            self.remove(instance)
        return instance, outcome

    def _lost_port(self, instance: Instance) -> bool:
        """Whether somebody else listens on the port that a process was told."""
        if self._runtime.name != "process" or instance.state().running:
            return False
        return accepts(Endpoint("127.0.0.1", instance.port), CONNECT)

    def _ready(self, instance: Instance) -> Running:
        outcome = self._await(instance, self._elsewhere or instance.port)
        if isinstance(outcome, Healthy):
            return Running(instance, outcome.endpoint)
        log = instance.log()
        self.remove(instance)
        raise NotRunning(outcome, log)

    def _await(self, instance: Instance, port: int, *, called: int | None = None) -> Healthy | Unhealthy:
        outcome = wait(
            instance,
            port,
            self._probe,
            limit=self._limit,
            called=called,
            remind=lambda text: self._emit(Notice(text)),
        )
        if isinstance(outcome, Healthy):
            self._emit(InstanceHealthy(instance.name, outcome.seconds))
        return outcome
