"""# AC102 honours-port

Proves that the application takes its port from the variable `PORT`: started with another number, it answers there.

**How.** A fresh instance is told a `PORT` that is neither the service port nor a usual default. It must become healthy
on that port. An application that was told `PORT` in AC101 and listened elsewhere has already shown that it does not
read it; it is not started again.

**Skipped.** On a platform that gives no `PORT` (Amazon ECS Express Mode): the application listens where the service's
port is, by whatever means.

**Inconclusive.** When the application cannot be reached on any port, or a further instance that is told the service
port does not come up either.

**How to fix it.** Read the port from `PORT` wherever the server is started. Mind the forms in which no shell
expands it: `CMD ["gunicorn", "--bind", "0.0.0.0:$PORT"]` passes the text `$PORT`; write `CMD exec gunicorn --bind
"0.0.0.0:$PORT" ...`.
"""

from __future__ import annotations

from runready_harness import evidence
from runready_harness.checks.base import Check
from runready_harness.fleet import NotRunning
from runready_harness.health import Healthy, Unhealthy, ask
from runready_harness.lab import Lab
from runready_harness.verdicts import Outcome, Verdict

_HELP = "Read the port from the variable PORT wherever the server is started."
# Far from the defaults of servers and frameworks, and below the ports that systems hand out for connections.
_DISTANCE = 11003
_HIGHEST = 32000
# Seconds for the first answer.
_ANSWER = 30.0


def other_port(port: int) -> int:
    """A port that no application listens on by default, and not `port`."""
    return port + _DISTANCE if port + _DISTANCE <= _HIGHEST else port - _DISTANCE


def run(lab: Lab) -> Outcome:
    """Starts one instance with another `PORT`."""
    if not lab.profile.web.gives_port.value:
        return Outcome(Verdict.SKIP, f"{lab.profile.name} gives an application no PORT that it could follow.")
    lab.fleet.first()
    if lab.fleet.detour is not None:
        message = f"It listens on {lab.fleet.detour}, whatever PORT says."
        return Outcome(Verdict.FAIL, message, help=_HELP)
    instance, outcome = lab.fleet.told(other_port(lab.service.port))
    heard = ask(outcome.endpoint, lab.service.health.path, _ANSWER) if isinstance(outcome, Healthy) else None
    log = instance.log()
    lab.fleet.remove(instance)
    if isinstance(outcome, Unhealthy):
        return _failed(lab, outcome, log)
    if heard is not None and not heard.is_http:
        message = f"Told PORT={outcome.port}, it listens there but does not answer plain HTTP: {heard.problem}."
        return Outcome(Verdict.INCONCLUSIVE, message, evidence.log_tail(lab, log, "The end of its log"))
    return Outcome(Verdict.PASS, f"Told PORT={outcome.port}, it answers there.")


def _failed(lab: Lab, outcome: Unhealthy, log: str) -> Outcome:
    shown = evidence.listening(lab, outcome.listeners) + evidence.log_tail(lab, log, "The end of its log")
    if outcome.reason in ("exited", "memory", "silent") and not _comes_up(lab):
        return Outcome(Verdict.INCONCLUSIVE, f"Told PORT={outcome.port}: {outcome.message}", shown)
    return Outcome(Verdict.FAIL, f"Told PORT={outcome.port}: {outcome.message}", shown, help=_HELP)


def _comes_up(lab: Lab) -> bool:
    """Whether a further instance that is told the usual port does better: else the port is not what matters."""
    try:
        lab.fleet.remove(lab.fleet.fresh())
    except NotRunning:
        return False
    return True


CHECK = Check("AC102", "honours-port", "web-requests", run, __doc__)
