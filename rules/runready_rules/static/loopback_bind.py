"""A server listens on loopback only, or on the address that the `HOSTNAME` variable names.

## What it does
Looks at every place where the service starts to listen, and follows the address: `127.0.0.1`, `::1` or `localhost` in the
call or the option, in a constant or a variable of the image, or because the address is left to a server whose default is
loopback (uvicorn, hypercorn, daphne, granian, sanic, Flask's and Django's development servers).

## Why it matters on App Runner
Requests come to the instance from outside. A server on loopback answers only to programs in the same container: the
health check fails and the deployment is rolled back. The same holds for a server that binds `$HOSTNAME`: the platform
sets that variable to a name of its own, which resolves to one address at best.

## How to fix
Listen on every interface:

    CMD exec uvicorn main:app --host 0.0.0.0 --port ${PORT:-8080}
    app.run(host="0.0.0.0", port=int(os.environ.get("PORT", "8080")))

## When not to use it
For a server that stands behind a proxy in the same image; where the proxy is in the start command, the rule sees it.

## Known limits
An address from a server's configuration file is not read. An address from a variable with a loopback default is a warning,
since the service may set the variable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from runready_linter.findings import Confidence, Evidence, Finding, Severity, Span
from runready_linter.link.launch import image_variables
from runready_linter.link.listens import listens
from runready_linter.link.project import Project
from runready_linter.resolved import Env, Listen, Literal, Resolved
from runready_linter.rule import Example, Rule
from runready_rules.static.hardcoded_port import by_place
from runready_rules.tables import mending

_LOOPBACK = re.compile(r"localhost|ip6-localhost|127(?:\.\d{1,3}){3}|\[?::1\]?", re.IGNORECASE)
_IN_CODE = 'listen on every interface: host="0.0.0.0"'


def check(project: Project) -> Iterator[Finding]:
    """One finding for each place that starts a server which nobody outside of the instance reaches."""
    for span, found in by_place(project.derive(listens)).items():
        hosts = [host for listen in found for host in listen.host]
        ports = [port for listen in found for port in listen.port]
        if not hosts or all(isinstance(port, Literal) and port.value == 0 for port in ports):
            # A port that the system picks is for talking to oneself.
            continue
        if any(_names_hostname(project, h) for h in hosts) and all(
            _names_hostname(project, h) or _is_loopback(h) for h in hosts
        ):
            message = f"the address in HOSTNAME, which {project.platform.name} sets to a name of its own"
            yield _finding(project, span, found[0], hosts, message)
        elif all(_is_loopback(host) for host in hosts):
            yield _finding(
                project, span, found[0], hosts, f"{_said(hosts)} only, so no request from outside reaches it"
            )
        elif all(_is_loopback(host) or _falls_back(project, host) for host in hosts):
            names = sorted({host.name for host in hosts if isinstance(host, Env)})
            message = f"loopback unless {names[0]} says otherwise, and nothing in the project sets {names[0]}"
            yield _finding(project, span, found[0], hosts, message, Severity.WARNING, Confidence.MEDIUM)


def _is_loopback(host: Resolved | None) -> bool:
    return isinstance(host, Literal) and isinstance(host.value, str) and _LOOPBACK.fullmatch(host.value) is not None


def _names_hostname(project: Project, host: Resolved | None) -> bool:
    """Whether an address is one that the platform gives; where it gives none, that of the container itself is right."""
    return isinstance(host, Env) and host.name == "HOSTNAME" and host.name in project.platform.own_variables


def _falls_back(project: Project, host: Resolved) -> bool:
    """Whether an address comes from a variable that no image sets, with loopback as the fallback."""
    return isinstance(host, Env) and _is_loopback(host.default) and host.name not in image_variables(project)


def _said(hosts: list[Resolved]) -> str:
    names = sorted({str(host.value) for host in hosts if isinstance(host, Literal)})
    default = all(isinstance(host, Literal) and host.at is None for host in hosts)
    return f"{'its default ' if default else ''}{' and '.join(names)}"


def _finding(
    project: Project,
    span: Span,
    listen: Listen,
    hosts: list[Resolved],
    message: str,
    severity: Severity | None = None,
    confidence: Confidence = Confidence.HIGH,
) -> Finding:
    return RULE.finding(
        span,
        f"{listen.server} listens on {message}",
        help=mending.command(listen.server, listen.form, project.platform.default_port) or _IN_CODE,
        evidence=_evidence(span, hosts),
        severity=severity,
        confidence=confidence,
    )


def _evidence(span: Span, hosts: list[Resolved]) -> Iterator[Evidence]:
    """Where the addresses come from, where that is another line than the finding's."""
    seen: set[tuple[str, int]] = {(span.path, span.line)}
    for host in hosts:
        at = host.at if isinstance(host, Literal | Env) else None
        if at is not None and (at.path, at.line) not in seen:
            seen.add((at.path, at.line))
            yield Evidence(at.path, at.line, "the address comes from here")


_FROM = "FROM python:3.12-slim\nCOPY . /app\nWORKDIR /app\n"

RULE = Rule(
    code="AR102",
    name="loopback-bind",
    clause="web-requests",
    severity=Severity.ERROR,
    check=check,
    doc=__doc__,
    needles=(b"import", b"bind", b"CMD", b"ENTRYPOINT", b"cmd", b"entrypoint", b"Cmd", b"Entrypoint"),
    bad=(
        Example(
            "loopback in an image's command",
            (("Dockerfile", _FROM + "CMD exec gunicorn -b 127.0.0.1:$PORT app:app  # <- AR102\n"),),
        ),
        Example(
            "uvicorn's default is loopback",
            (("Dockerfile", _FROM + "CMD exec uvicorn main:app --port ${PORT:-8080}  # <- AR102\n"),),
        ),
        Example(
            "Django's development server with a port alone",
            (("Dockerfile", _FROM + "CMD python manage.py runserver $PORT  # <- AR102\n"),),
        ),
        Example(
            "a variable of the image",
            (("Dockerfile", _FROM + "ENV BIND=localhost\nCMD exec hypercorn m:app -b $BIND:$PORT  # <- AR102\n"),),
        ),
        Example(
            "the HOSTNAME variable, which the platform sets whatever the image says",
            (
                (
                    "Dockerfile",
                    _FROM + "ENV HOSTNAME=0.0.0.0\nCMD exec uvicorn m:app --host $HOSTNAME --port $PORT  # <- AR102\n",
                ),
            ),
        ),
        Example(
            "the fallback of a variable that nothing sets",
            (("Dockerfile", _FROM + "CMD exec uvicorn m:app --host ${HOST:-127.0.0.1} --port $PORT  # <- AR102\n"),),
        ),
    ),
    good=(
        Example("every interface", (("Dockerfile", _FROM + "CMD exec uvicorn m:app --host 0.0.0.0 --port $PORT\n"),)),
        Example("an address left empty means every interface", (("Dockerfile", _FROM + "CMD exec gunicorn -b :$PORT m:app\n"),)),
        Example("gunicorn with PORT listens on every interface by itself", (("Dockerfile", _FROM + 'CMD ["gunicorn", "m:app"]\n'),)),
        Example("IPv6 and IPv4", (("Dockerfile", _FROM + "CMD exec hypercorn m:app -b [::]:$PORT\n"),)),
        Example("one address of several is reachable", (("Dockerfile", _FROM + "CMD exec gunicorn -b 127.0.0.1:9000 -b :$PORT m:app\n"),)),
        Example(
            "the image sets the variable",
            (("Dockerfile", _FROM + "ENV HOST=0.0.0.0\nCMD exec uvicorn m:app --host ${HOST:-127.0.0.1} --port $PORT\n"),),
        ),
        Example(
            "behind the image's own proxy",
            (("Dockerfile", _FROM + "CMD uvicorn m:app --port 9000 & nginx -g 'daemon off;'\n"),),
        ),
        Example("an address that is not known", (("Dockerfile", _FROM + "CMD exec uvicorn m:app --host $(hostname -i) --port $PORT\n"),)),
    ),
)  # fmt: skip
