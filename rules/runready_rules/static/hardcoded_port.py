"""A server is started on a literal port, and no value from `PORT` reaches it.

## What it does
Looks at every place where the service starts to listen: calls in Python, the commands of an image, of the start scripts
that it runs, of a service configuration (`apprunner.yaml`) and of a Procfile. The port is followed to where it comes from: a literal in the call or the option, a
constant, a default, a variable of the image, or the server's own default where the port is left out.

## Why it matters on App Runner
App Runner sends requests, and its health check, to the one port that the service is configured for (8080 unless it says
otherwise), and tells the application in the variable `PORT`. A server on any other port is never reached: the health
check fails and the deployment is rolled back.

A literal 8080 works for as long as nobody configures another port: a warning. The very port that a service configuration
in the project states is information; another one than that is AR702.

## How to fix
Take the port from `PORT`, with 8080 as the fallback:

    CMD exec gunicorn -b 0.0.0.0:${PORT:-8080} app:app
    uvicorn.run(app, host="0.0.0.0", port=int(os.environ.get("PORT", "8080")))

gunicorn without `--bind` and `fastapi run` without `--port` follow `PORT` by themselves.

On a platform that gives no `PORT` (Amazon ECS Express Mode) a literal port is right wherever it is the one that requests go
to, and reported as a warning where it is not the platform's default, since the service has to be told it.

## When not to use it
For an image that runs behind a proxy of its own which you do not keep in the repository.

## Known limits
A port from a configuration file of a server is read from `gunicorn.conf.py` and uWSGI's INI file only, and one from code in other
languages than Python is not. A port from another variable than
`PORT` is AR108. What is started beside the main listener (metrics, a debugger) is AR107.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from runready_linter.findings import Evidence, Finding, Severity, Span
from runready_linter.link.listens import listens
from runready_linter.link.project import Project
from runready_linter.link.service import StatedPort, ports_of
from runready_linter.resolved import Env, Listen, Literal, Resolved
from runready_linter.rule import Example, Rule
from runready_rules import platforms
from runready_rules.described import expected_ports
from runready_rules.tables import mending


@dataclass(frozen=True, slots=True)
class FixedListener:
    """A place that starts a server on literal ports only: the literals, and the numbers that they are."""

    span: Span
    listen: Listen
    literals: tuple[Literal, ...]
    numbers: frozenset[int]


def check(project: Project) -> Iterator[Finding]:
    """One finding for each place that starts a server on literal ports only, and for each that takes `PORT` as text."""
    for fixed in project.derive(fixed_listeners):
        stated = ports_of(project, fixed.listen)
        if not project.platform.gives_port:
            if not stated and not expected_ports(project, fixed.listen) & fixed.numbers:
                yield _unexpected(project, fixed)
        elif all(port.number in fixed.numbers for port in stated):
            yield _finding(project, fixed, stated[0] if stated else None)
    for span, found in by_place(project.derive(listens)).items() if project.platform.gives_port else ():
        if any(_follows(project, p) for x in found for p in x.port) and any(listen.text for listen in found):
            yield _text_finding(project, span, found[0])


def fixed_listeners(project: Project) -> tuple[FixedListener, ...]:
    """Every place that starts a server of the service which no value from `PORT` reaches: use it by `derive`."""
    fixed = []
    for span, found in by_place(project.derive(listens)).items():
        ports = [port for listen in found for port in listen.port]
        literals = tuple(p for p in ports if isinstance(p, Literal))
        numbers = [port_number(p) for p in literals]
        known = frozenset(n for n in numbers if n is not None)
        if ports and len(literals) == len(ports) and None not in numbers:
            fixed.append(FixedListener(span, found[0], literals, known))
    return tuple(fixed)


def by_place(found: Iterable[Listen]) -> dict[Span, list[Listen]]:
    """The main listeners that do or may run in the service, by the place that starts them: one command may listen on
    several addresses, and is reached if one of them is right."""
    places: dict[Span, list[Listen]] = {}
    for listen in found:
        if not listen.dormant and not listen.side:
            places.setdefault(listen.span, []).append(listen)
    return places


def _follows(project: Project, port: Resolved | None) -> bool:
    """Whether a value from `PORT` reaches a port, itself or as the fallback of another variable."""
    return isinstance(port, Env) and (port.name == project.platform.port_variable or _follows(project, port.default))


def port_number(port: Literal) -> int | None:
    """A port number; None for 0 (any free port) and for what is no port."""
    value = port.value
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value[:9])
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 65536 else None


def _finding(project: Project, fixed: FixedListener, stated: StatedPort | None) -> Finding:
    listen, numbers, platform = fixed.listen, fixed.numbers, project.platform
    where = listens_on(fixed)
    severity = None
    if stated is not None:
        severity = Severity.INFO
        message = f"{where}, the port that {stated.span.path} states: it works until one of the two is changed"
    elif numbers == {platform.default_port}:
        severity = Severity.WARNING
        message = (
            f"{where}, whatever PORT says; {platform.name}'s own default is the same, so it works until that is changed"
        )
    else:
        message = (
            f"{where}, but {platform.name} sends requests to the port in PORT ({platform.default_port} by default)"
        )
    return RULE.finding(
        fixed.span,
        message,
        help=mending.command(listen.server, listen.form, platform.default_port) or _in_code(project),
        evidence=_evidence(fixed.span, fixed.literals),
        severity=severity,
    )


def _unexpected(project: Project, fixed: FixedListener) -> Finding:
    """A literal port that requests do not go to by default, where no variable would tell the right one."""
    web, number = platforms.of(project).web, min(fixed.numbers)
    (right,) = expected_ports(project, fixed.listen)
    where = f"{project.platform.name} sends requests to port {right}"
    if right == web.default_port.value:
        where += f" unless {web.port_setting.value} says otherwise, and nothing in the project states it"
    return RULE.finding(
        fixed.span,
        f"{listens_on(fixed)}, but {where}",
        help=f"state {number} as {web.port_setting.value}, or listen on {right}",
        evidence=_evidence(fixed.span, fixed.literals),
        severity=platforms.at_most(RULE.severity, web.default_port, web.gives_port),
    )


def _in_code(project: Project) -> str:
    platform = project.platform
    return f'take the port from the environment: port=int(os.environ.get("PORT", "{platform.default_port}"))'


def listens_on(fixed: FixedListener) -> str:
    """The sentence that says where a server listens."""
    said = " and ".join(str(n) for n in sorted(fixed.numbers))
    default = all(p.at is None for p in fixed.literals)
    return f"{fixed.listen.server} listens on {'its default ' if default else ''}port {said}"


def _text_finding(project: Project, span: Span, listen: Listen) -> Finding:
    return RULE.finding(
        span,
        f"{listen.server} gets PORT as text, but takes a number only: int() is missing",
        help=_in_code(project),
    )


def _evidence(span: Span, literals: Iterable[Literal]) -> Iterator[Evidence]:
    """Where the literals come from, where that is another line than the finding's."""
    seen: set[tuple[str, int]] = {(span.path, span.line)}
    for literal in literals:
        at = literal.at
        if at is not None and (at.path, at.line) not in seen:
            seen.add((at.path, at.line))
            yield Evidence(at.path, at.line, "the port comes from here")


_SERVICE = (
    "version: 1.0\nruntime: python311\nbuild:\n  commands:\n    build:\n      - pip install -r requirements.txt\nrun:\n"
)
_FROM = "FROM python:3.12-slim\nCOPY . /app\nWORKDIR /app\n"

RULE = Rule(
    code="AR101",
    name="hardcoded-port",
    clause="web-requests",
    severity=Severity.ERROR,
    check=check,
    doc=__doc__,
    needles=(b"import", b"bind", b"CMD", b"ENTRYPOINT", b"cmd", b"entrypoint", b"Cmd", b"Entrypoint", b"command"),
    bad=(
        Example(
            "a literal port in an image's command",
            (("Dockerfile", _FROM + 'CMD ["gunicorn", "-b", "0.0.0.0:8000", "app:app"]  # <- AR101\n'),),
        ),
        Example(
            "the server's own default",
            (("Dockerfile", _FROM + "CMD exec uvicorn main:app --host 0.0.0.0  # <- AR101\n"),),
        ),
        Example(
            "a variable of the image with a fixed value",
            (("Dockerfile", _FROM + "ENV WEB_PORT=8000\nCMD exec gunicorn -b :$WEB_PORT app:app  # <- AR101\n"),),
        ),
        Example(
            "in the start script that the image runs",
            (
                ("Dockerfile", _FROM + 'ENTRYPOINT ["./entrypoint.sh"]\n'),
                (
                    "entrypoint.sh",
                    "#!/bin/sh\nset -e\npython manage.py migrate\nexec gunicorn -b 0.0.0.0:8000 app:app  # <- AR101\n",
                ),
            ),
        ),
        Example(
            "a variable for the server's arguments",
            (
                (
                    "Dockerfile",
                    _FROM + 'ENV GUNICORN_CMD_ARGS="--bind=0.0.0.0:5000"\nCMD ["gunicorn", "app:app"]  # <- AR101\n',
                ),
            ),
        ),
        Example("a Procfile", (("Procfile", "web: waitress-serve --port=8000 app:app  # <- AR101\n"), ("app.py", "import os\n"))),
        Example(
            "a development server",
            (("Dockerfile", _FROM + "CMD python manage.py runserver 0.0.0.0:8000  # <- AR101\n"),),
        ),
        Example(
            "the port that the service configuration states, as information",
            (("apprunner.yaml", _SERVICE + "  command: gunicorn -b 0.0.0.0:8000 app:app  # <- AR101\n  network:\n    port: 8000\n"),),
        ),
        Example(
            "8080 works until the service says otherwise",
            (("Dockerfile", _FROM + "CMD exec waitress-serve --host=0.0.0.0 app:app  # <- AR101\n"),),
        ),
    ),
    good=(
        Example("PORT with a fallback", (("Dockerfile", _FROM + "CMD exec gunicorn -b 0.0.0.0:${PORT:-8080} app:app\n"),)),
        Example("gunicorn follows PORT by itself", (("Dockerfile", _FROM + 'CMD ["gunicorn", "app:app"]\n'),)),
        Example(
            "the image's PORT is a default: the platform sets it",
            (("Dockerfile", _FROM + "ENV PORT=8080\nCMD exec uvicorn main:app --host 0.0.0.0 --port $PORT\n"),),
        ),
        Example(
            "one of several addresses follows PORT",
            (("Dockerfile", _FROM + "CMD exec gunicorn -b :9000 -b :$PORT app:app\n"),),
        ),
        Example("a Unix socket", (("Dockerfile", _FROM + 'CMD ["gunicorn", "-b", "unix:/run/app.sock", "app:app"]\n'),)),
        Example(
            "behind the image's own proxy",
            (("Dockerfile", _FROM + "CMD gunicorn -b 127.0.0.1:8000 app:app & nginx -g 'daemon off;'\n"),),
        ),
        Example(
            "an image for development beside the one that ships",
            (
                ("Dockerfile", _FROM + "CMD exec gunicorn -b :$PORT app:app\n"),
                ("Dockerfile.dev", _FROM + 'CMD ["flask", "run", "--host=0.0.0.0"]\n'),
            ),
        ),
        Example("the fallback of another variable is AR108", (("Dockerfile", _FROM + "CMD exec gunicorn -b :${WEB_PORT:-8000} app:app\n"),)),
        Example(
            "a main block that the service configuration does not start",
            (
                ("apprunner.yaml", _SERVICE + "  command: gunicorn app:app\n"),
                ("app.py", 'from flask import Flask\n\napp = Flask(__name__)\n\nif __name__ == "__main__":\n    app.run(port=5000)\n'),
            ),
        ),
        Example(
            "a variable to which the service configuration gives the port",
            (
                ("apprunner.yaml", _SERVICE + "  command: python app.py\n  network:\n    port: 8000\n    env: APP_PORT\n"),
                ("app.py", 'import os\nfrom waitress import serve\n\nserve(None, port=int(os.environ.get("APP_PORT", "5000")))\n'),
            ),
        ),
        Example(
            "another port than the service configuration's is AR702",
            (("apprunner.yaml", _SERVICE + "  command: gunicorn -b 0.0.0.0:8000 app:app\n  network:\n    port: 9000\n"),),
        ),
        Example("a worker listens nowhere", (("Dockerfile", _FROM + 'CMD ["celery", "-A", "app", "worker"]\n'),)),
    ),
)  # fmt: skip
