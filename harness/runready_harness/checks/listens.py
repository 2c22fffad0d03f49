"""# AC101 listens

Proves that the application answers plain HTTP on the service port, from outside the instance, within the platform's
start-up limit, and passes its health check as configured.

**How.** A fresh instance is started as the platform would, with `PORT` set to the service port. The health check is
polled from outside; when it passes, one plain HTTP request must be answered, with any status. The verdict comes as
soon as it is certain: when the process has exited, or when it has listened on another port or on loopback only for some
seconds. The message then says what it does listen on.

On a platform that gives no `PORT` (Amazon ECS Express Mode) the instance is started without it. One that comes up only
when it is told the port by that variable all the same, or listens on another port while the service's settings state none, is a
warning: the service can be configured so that it works.

An application that can be reached on another port is used there by the other checks, so that one run shows every
defect. Where it cannot be reached at all, the other checks are inconclusive.

**Inconclusive.** When the application runs as a process and exits while another program has the service port, or
without what the Dockerfile's commands would have made. Else an application that does not answer fails.

**How to fix it.** Read the port from `PORT` and listen on every interface: `app.run(host="0.0.0.0",
port=int(os.environ.get("PORT", "8080")))`, `gunicorn --bind 0.0.0.0:$PORT` in a shell-form `CMD`. Do not terminate TLS
in the application: the platform's edge does.
"""

from __future__ import annotations

import re
import time

from runready_harness import evidence
from runready_harness.checks.base import Check
from runready_harness.fleet import Startup
from runready_harness.health import CONNECT, Healthy, Heard, Unhealthy, accepts, ask
from runready_harness.lab import Lab
from runready_harness.runtimes.base import Endpoint
from runready_harness.verdicts import Outcome, Verdict

# Seconds that a server which already accepts connections gets to answer its first request.
_FIRST_ANSWER = 30.0

# How libraries and systems say it (EADDRINUSE: 98 on Linux, 48 on macOS).
_IN_USE = re.compile(r"\bin use\b|EADDRINUSE|errno (98|48)\b", re.IGNORECASE)

_HELP = {
    "exited": "See the log for why it exited; start the same image by hand with PORT set to try a fix.",
    "memory": "Give the service more memory (`service: memory:`), or use less.",
    "elsewhere": "Read the port from the variable PORT.",
    "loopback": "Listen on 0.0.0.0, with the port from the variable PORT.",
    "refused": "Let the health check's path answer 200 without a log-in, redirect or host allow-list.",
    "silent": "Start a server that listens on 0.0.0.0 and the port from PORT, within five minutes.",
}


def run(lab: Lab) -> Outcome:
    """Starts the first instance of the run and judges how it came up."""
    startup = lab.fleet.first()
    if isinstance(startup.outcome, Unhealthy):
        if startup.needed:
            return _needs_variable(lab, startup.outcome, startup.needed, startup.log)
        if _wanted_a_taken_port(lab, startup):
            message = (
                f"It exited over a port in use: another program of this machine has port {lab.service.port}, which it "
                "seems to take whatever PORT says."
            )
            shown = evidence.log_tail(lab, startup.log, "The end of its log")
            return Outcome(Verdict.INCONCLUSIVE, message, shown, "End the other program, or use containers.")
        if startup.outcome.reason == "exited" and lab.fleet.omitted:
            return _missed_something(lab, startup.outcome, startup.log)
        return _failed(lab, startup.outcome, startup.log)
    heard = _first_answer(lab, startup.outcome)
    if heard.is_http:
        message = f"It answers plain HTTP on port {lab.service.port}, {startup.outcome.seconds:.1f} s after its start."
        return Outcome(Verdict.PASS, message)
    return Outcome(
        Verdict.FAIL,
        f"It listens on port {lab.service.port} but does not answer plain HTTP there: {heard.problem}.",
        evidence.log_tail(lab, startup.log, "The end of its log"),
        help="Speak plain HTTP on that port: HTTPS ends at the platform's edge.",
    )


def _wanted_a_taken_port(lab: Lab, startup: Startup) -> bool:
    """Whether a process was told another port than the service's, because that is taken, and exited over a port in
    use: on the platform it would have had it."""
    if startup.asked_port == lab.service.port:
        return False
    exited = isinstance(startup.outcome, Unhealthy) and startup.outcome.reason == "exited"
    return exited and bool(_IN_USE.search(startup.log)) and accepts(Endpoint("127.0.0.1", lab.service.port), CONNECT)


def _missed_something(lab: Lab, outcome: Unhealthy, log: str) -> Outcome:
    """A process that exited has only the project's files and its Python packages, not what else the image would hold."""
    message = (
        f"{outcome.message} As a process it does without what the Dockerfile's other commands make, which may be why."
    )
    shown = (
        *evidence.log_tail(lab, log, "The end of its log"),
        evidence.told(lab, "Not carried out", "\n".join(lab.fleet.omitted)),
    )
    return Outcome(Verdict.INCONCLUSIVE, message, shown, "Use containers, or see the log for why it exited.")


def _failed(lab: Lab, outcome: Unhealthy, log: str) -> Outcome:
    message = outcome.message
    if outcome.elsewhere is not None and lab.fleet.detour is not None:
        message += f" The other checks use it on port {outcome.elsewhere}."
    web = lab.profile.web
    help, verdict = _HELP[outcome.reason], Verdict.FAIL
    if not web.gives_port.value and outcome.reason == "loopback":
        help = "Listen on 0.0.0.0."
    elif not web.gives_port.value and outcome.reason == "elsewhere":
        help = (
            f"State the port that it listens on as {web.port_setting.value} (`service: port:`), or listen on this one."
        )
    if not web.gives_port.value and outcome.reason == "elsewhere" and not lab.port_is_stated:
        verdict = Verdict.WARN
        message += f" {web.default_port.value} is the default of {lab.profile.name}, and no other port is stated."
    return Outcome(
        verdict,
        message,
        evidence.listening(lab, outcome.listeners) + evidence.log_tail(lab, log, "The end of its log"),
        help=help,
    )


def _needs_variable(lab: Lab, outcome: Unhealthy, variable: str, log: str) -> Outcome:
    """It works where it is told its port, and the platform most likely does not tell it."""
    port, name = lab.service.port, lab.profile.name
    return Outcome(
        Verdict.WARN,
        f"It answers on port {port} only when {variable}={port} is set, which {name} does not do by itself. Without: "
        f"{outcome.message} The other checks set it.",
        evidence.listening(lab, outcome.listeners) + evidence.log_tail(lab, log, "The end of its log"),
        help=f"Set {variable} among the service's variables (`service: env:`), or listen on {port} without it.",
    )


def _first_answer(lab: Lab, outcome: Healthy) -> Heard:
    """Asks until there is an HTTP answer. A server may accept connections before its workers are up."""
    deadline = time.monotonic() + _FIRST_ANSWER
    while True:
        heard = ask(outcome.endpoint, lab.service.health.path, _FIRST_ANSWER)
        # Something that speaks, only not HTTP, will not change its mind.
        if heard.is_http or not heard.transient or time.monotonic() > deadline:
            return heard
        time.sleep(0.1)


CHECK = Check("AC101", "listens", "web-requests", run, __doc__)
