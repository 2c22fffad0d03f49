"""A run of the harness: takes a project through runtime, edge, flows and checks, and hands back what they found."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from importlib.metadata import entry_points
from pathlib import Path
from typing import Literal

from runready_harness import service_file
from runready_harness.checks.base import Check
from runready_harness.edge.embedded import EmbeddedEdge
from runready_harness.events import BuildFinished, CheckFinished, CheckStarted, Emit, Event, FlowsFound, Notice
from runready_harness.fleet import Fleet, Unproven
from runready_harness.flows.discover import Rung, discover
from runready_harness.flows.names import UnknownName, fill_text
from runready_harness.health import Probe
from runready_harness.interrupts import unwinding
from runready_harness.lab import Lab
from runready_harness.platform_defaults import health_path_is_open, settled
from runready_harness.redact import is_secret_name
from runready_harness.runtimes import select
from runready_harness.runtimes.base import Endpoint
from runready_harness.spec import Flow, RunreadyFile, Service, Text
from runready_harness.verdicts import CheckResult, Outcome, Verdict
from runready_linter.problems import UsageProblem
from runready_rules import platforms
from runready_rules.platforms import Profile

GROUP = "runready.checks"
# Of the requests that were left out for one reason.
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line chose.

    `image` is run as it is instead of building one. `flows_file` is a service file to take the flows from, `config`
    one to take everything from. `select` and `ignore` are codes or their prefixes; empty `select`: every check.
    `repeat` runs each disturbed replay that many times. `require_flows`: no flows written is an error. `keep` leaves
    what runs in place for a look. `start_limit`: seconds for a start, the platform's own by default.
    """

    image: str | None = None
    runtime: Literal["docker", "process", "auto"] = "auto"
    flows_file: Path | None = None
    config: Path | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    repeat: int = 1
    require_flows: bool = False
    keep: bool = False
    platform: str = "app-runner"
    start_limit: float | None = None


@dataclass(frozen=True, slots=True)
class HarnessReport:
    """What a run of the harness found.

    `rung` is how far the discovery of flows got, None where no check asked for flows; `unproven` are sentences that
    say what this run leaves unproven. `broken_flows` are the written flows that do not pass undisturbed although all
    that they need is there: the user's own expectation failed, so the run proves less than it was asked to. `instances` counts starts; `seconds` is wall time, `build_seconds` the part of it
    that the builds took.
    """

    results: tuple[CheckResult, ...]
    runtime: Literal["docker", "process"]
    rung: Rung | None
    unproven: tuple[str, ...]
    broken_flows: tuple[str, ...]
    service: Service
    instances: int
    seconds: float
    build_seconds: float


def checks(select: Sequence[str] = (), ignore: Sequence[str] = ()) -> tuple[Check, ...]:
    """The registered checks in the order of their codes, loaded from the entry points `runready.checks`.

    Args:
        select, ignore: codes or prefixes of codes.
    """
    chosen = {
        each.name: each
        for each in entry_points(group=GROUP)
        if (not select or each.name.startswith(tuple(select))) and not each.name.startswith(tuple(ignore))
    }
    return tuple(chosen[code].load() for code in sorted(chosen))


def run(project: Path, options: Options, emit: Emit) -> HarnessReport:
    """Runs the chosen checks against the application in `project`, and removes all that it made.

    Raises:
        UsageProblem: the service file is wrong, no flows are written although required, or no check is chosen.
        EnvironmentProblem: the machine lacks something, or the application does not build.
        KeyboardInterrupt: the user ended the run; what was made is removed.
    """
    started = time.monotonic()
    profile = platforms.load(options.platform)
    written = _service_file(project, options, profile)
    file = written.model_copy(update={"service": settled(written.service, profile)})
    chosen = checks(options.select, options.ignore)
    if not chosen:
        raise UsageProblem(
            "No run-time check is chosen.", help="`runready rule` lists them; see --select and --ignore."
        )
    build = _BuildTime(emit)
    with ExitStack() as stack:
        if threading.current_thread() is threading.main_thread():
            stack.enter_context(unwinding())
        runtime = select.choose(
            options.runtime, project, file.service, file.backing, options.image, build, profile=profile
        )
        if not options.keep:
            stack.enter_context(runtime)
        try:
            runtime.prepare()
            edge = stack.enter_context(EmbeddedEdge(profile))
            limit = options.start_limit if options.start_limit is not None else profile.start.limit.value
            unchecked = health_path_is_open(written.service, profile)
            probe = _probe(file.service, profile, unchecked=unchecked)
            fleet = Fleet(
                runtime,
                file.service.port,
                probe,
                limit,
                emit,
                gives_port=profile.web.gives_port.value,
                port_variable=_port_variable(written.service, profile),
            )
            if not options.keep:
                stack.callback(fleet.clear)
            finder = _FlowFinder(project, file, emit)
            lab = Lab(
                service=file.service,
                profile=profile,
                port_is_stated="port" in written.service.model_fields_set,
                fleet=fleet,
                front=edge.service(),
                find_flows=finder,
                variables=_variables(runtime.backing_addresses),
                secrets=_secrets(file.service.env),
                written=bool(file.flows),
                repeat=options.repeat,
                emit=emit,
            )
            results = [_carry_out(check, lab, runtime.unavailable_backing, emit) for check in chosen]
        except KeyboardInterrupt:
            # Told before it is done: removing takes seconds, and a second signal would end it half-way.
            emit(Notice("interrupted; removing what was started (once more to leave at once)"))
            raise
    if options.keep:
        _tell_what_is_kept(fleet, emit)
    return HarnessReport(
        results=tuple(results),
        runtime=runtime.name,
        rung=finder.rung,
        unproven=(*finder.unproven, *([_unchecked(profile)] if unchecked else [])),
        broken_flows=lab.broken_flows() if file.flows and not runtime.unavailable_backing else (),
        service=file.service,
        instances=fleet.started,
        seconds=time.monotonic() - started,
        build_seconds=build.seconds,
    )


def _tell_what_is_kept(fleet: Fleet, emit: Emit) -> None:
    kept = fleet.left()
    for instance, endpoint in kept:
        host = "" if endpoint is None else f"[{endpoint.host}]" if ":" in endpoint.host else endpoint.host
        where = f", which answers plain HTTP at http://{host}:{endpoint.port}/" if endpoint is not None else ""
        emit(Notice(f"Kept: {instance.name}, the {instance.whereabouts}{where}."))
    without = "" if kept else "No instance is left running. "
    emit(Notice(f"{without}The HTTPS edge is gone; `runready reap` removes what is kept."))


class _FlowFinder:
    """Finds the flows when the first check asks for them, and remembers how far it had to go."""

    def __init__(self, project: Path, file: RunreadyFile, emit: Emit) -> None:
        self._project = project
        self._file = file
        self._emit = emit
        self.rung: Rung | None = None
        self.unproven: tuple[str, ...] = ()

    def __call__(self, lab: Lab) -> tuple[Flow, ...]:
        if not self._file.flows:
            lab.front.route(lab.fleet.standing().endpoint)
        found = discover(
            self._file.flows, self._project, self._file.service, lab.session, lab.front.url, timeout=lab.limit
        )
        self.rung = found.rung
        left_out = tuple(lab.redact(each) for each in _by_reason(found.left_out))
        self.unproven = ((found.unproven,) if found.unproven else ()) + left_out
        self._emit(FlowsFound(tuple(each.name for each in found.flows), found.rung, found.unproven))
        return found.flows


def _by_reason(left_out: Sequence[str]) -> Iterator[str]:
    """One sentence a reason for requests that were left out, each given as `GET /path: reason`."""
    by_reason: dict[str, list[str]] = {}
    for each in left_out:
        title, _, reason = each.partition(": ")
        by_reason.setdefault(reason, []).append(title)
    for reason, titles in by_reason.items():
        rest = len(titles) - _MOST_NAMED
        more = f" and {rest} more" if rest > 0 else ""
        yield f"Not asked: {', '.join(titles[:_MOST_NAMED])}{more}: {reason}"


class _BuildTime:
    """Passes events on and adds up how long the builds took."""

    def __init__(self, emit: Emit) -> None:
        self._emit = emit
        self.seconds = 0.0

    def __call__(self, event: Event) -> None:
        if isinstance(event, BuildFinished):
            self.seconds += event.seconds
        self._emit(event)


def _carry_out(check: Check, lab: Lab, missing: Mapping[str, str], emit: Emit) -> CheckResult:
    emit(CheckStarted(check.code, check.name))
    begin = time.monotonic()
    try:
        outcome = check.run(lab)
    except Unproven as unproven:
        outcome = Outcome(unproven.verdict, unproven.reason, unproven.evidence)
    if missing:
        outcome = _without_backing(outcome, missing)
    outcome = replace(outcome, message=lab.redact(outcome.message))
    result = CheckResult(check.code, check.name, check.clause, outcome, time.monotonic() - begin)
    emit(CheckFinished(result))
    return result


def _without_backing(outcome: Outcome, missing: Mapping[str, str]) -> Outcome:
    """An application whose database is not there is not to be blamed for what it cannot do without it."""
    if outcome.verdict not in (Verdict.FAIL, Verdict.INCONCLUSIVE):
        return outcome
    reasons = " ".join(f"The backing service {name} is not there: {why}" for name, why in missing.items())
    return Outcome(Verdict.SKIP, f"{reasons} Without it: {outcome.message}", outcome.evidence)


def _service_file(project: Path, options: Options, profile: Profile) -> RunreadyFile:
    file = service_file.load(project, options.config, profile=profile).file
    if options.flows_file is not None:
        file = file.model_copy(update={"flows": service_file.load_flows(options.flows_file)})
    if options.require_flows and not file.flows:
        raise UsageProblem(
            "No flows are written, and they are required.", help="Write them under `flows:` in runready.yaml."
        )
    return file


def _port_variable(service: Service, profile: Profile) -> str:
    """The variable that would tell an application its port, where neither the platform nor the service's settings do."""
    web = profile.web
    given = web.gives_port.value or web.port_variable.value in service.env
    return "" if given else web.port_variable.value


def _unchecked(profile: Profile) -> str:
    return (
        f"The health check of {profile.name} is not carried out, because its path is not stated (`service: health: path:`) "
        "and the platform's own texts differ on the default."
    )


def _probe(service: Service, profile: Profile, *, unchecked: bool) -> Probe:
    """The health check. `unchecked`: that the application listens is all that is asked for."""
    health = service.health
    return Probe(
        protocol="tcp" if unchecked else health.protocol,
        path=health.path,
        timeout=float(health.timeout or profile.health.timeout.value),
        healthy=health.healthy or profile.health.healthy.value,
    )


def _variables(backing: Mapping[str, Endpoint]) -> dict[str, str]:
    """What the steps of a flow may name: the user's own environment, and the backing services as the application finds
    them, for an address that it is sent."""
    values = {f"env.{name}": value for name, value in os.environ.items()}
    for key, at in backing.items():
        values |= {f"backing.{key}.host": at.host, f"backing.{key}.port": str(at.port)}
    return values


def _secrets(env: Mapping[str, Text]) -> tuple[str, ...]:
    """The secret values among the service's variables, those from the user's own environment included."""
    given = {f"env.{name}": value for name, value in os.environ.items()}
    found: list[str] = []
    for name, value in env.items():
        text = str(value)
        if not is_secret_name(name) and not is_secret_name(text):
            continue
        try:
            found.append(fill_text(text, given))
        except UnknownName:
            # An address made of a backing service's name and port: nothing secret about it.
            continue
    return tuple(found)
