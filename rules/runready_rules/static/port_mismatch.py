"""The service configuration states one port, and the service listens on another.

## What it does
Lays the port that `apprunner.yaml` states (`run.network.port`) beside the places where the service starts to listen: the
command, the scripts that it runs, the code. A server that follows `PORT` fits every port; one on a literal port other than
the stated one does not.

## Why it matters on App Runner
App Runner sends requests, and its health check, to the configured port alone. A server on another one is never reached: the
health check fails and the deployment is rolled back.

## How to fix
Take the port from `PORT`, which has the configured number, so that the two cannot differ:

    command: gunicorn app:app                                   # follows PORT by itself
    command: sh -c 'exec uvicorn main:app --host 0.0.0.0 --port $PORT'

Or state the port that the server listens on:

    network:
      port: 8000

## When not to use it
For a server that stands behind a proxy which the start command does not show.

## Known limits
Where no port is stated, the platform's default holds, and a literal port is AR101. A port that the service takes from a
configuration file of a server (`-c conf.py`, `uwsgi.ini`) is not read. An image beside the service configuration is a service
of its own, whose port is stated elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from runready_linter.findings import Confidence, Evidence, Finding, Severity
from runready_linter.link.project import Project
from runready_linter.link.service import StatedPort, ports_of
from runready_linter.rule import Example, Rule
from runready_rules.static.hardcoded_port import FixedListener, fixed_listeners, listens_on
from runready_rules.tables import mending


def check(project: Project) -> Iterator[Finding]:
    """One finding for each stated port that servers of its service do not listen on; those are evidence."""
    others: dict[StatedPort, list[FixedListener]] = {}
    for fixed in project.derive(fixed_listeners):
        for stated in ports_of(project, fixed.listen):
            if stated.number not in fixed.numbers:
                others.setdefault(stated, []).append(fixed)
    for stated, fixed_ones in others.items():
        yield _finding(project, stated, fixed_ones)


def _finding(project: Project, stated: StatedPort, others: list[FixedListener]) -> Finding:
    first = others[0]
    number = min(first.numbers)
    mended = mending.command(first.listen.server, first.listen.form, project.platform.default_port)
    return RULE.finding(
        stated.span,
        f"requests go to port {stated.number}, but {listens_on(first)}",
        help=f"{mended or 'take the port from the variable PORT'}; or state port: {number}",
        confidence=Confidence.MEDIUM if stated.default_of else Confidence.HIGH,
        evidence=[Evidence(o.span.path, o.span.line, listens_on(o)) for o in others],
    )


_SERVICE = (
    "version: 1.0\nruntime: python311\nbuild:\n  commands:\n    build:\n      - pip install -r requirements.txt\nrun:\n"
)
_PORT = "  network:\n    port: 8080  # <- AR702\n"

RULE = Rule(
    code="AR702",
    name="port-mismatch",
    clause="web-requests",
    severity=Severity.ERROR,
    check=check,
    doc=__doc__,
    needles=(b"network", b"Port", b"port"),
    bad=(
        Example(
            "the command listens on another port",
            (("apprunner.yaml", _SERVICE + "  command: gunicorn -b 0.0.0.0:8000 app:app\n" + _PORT),),
        ),
        Example(
            "the server's own default",
            (("apprunner.yaml", _SERVICE + "  command: uvicorn main:app --host 0.0.0.0\n" + _PORT),),
        ),
        Example(
            "the code that the command runs",
            (
                ("apprunner.yaml", _SERVICE + "  command: python app.py\n" + _PORT),
                ("app.py", 'from flask import Flask\n\napp = Flask(__name__)\n\nif __name__ == "__main__":\n    app.run("0.0.0.0", 5000)\n'),
            ),
        ),
        Example(
            "a start script",
            (
                ("apprunner.yaml", _SERVICE + "  command: sh start.sh\n" + _PORT),
                ("start.sh", "python manage.py migrate\nexec gunicorn -b 0.0.0.0:8000 site.wsgi\n"),
            ),
        ),
        Example(
            "a variable of the service with a fixed value",
            (
                (
                    "apprunner.yaml",
                    _SERVICE + "  command: sh -c 'exec gunicorn -b :$WEB_PORT app:app'\n" + _PORT + "  env:\n    - name: WEB_PORT\n      value: '8000'\n",
                ),
            ),
        ),
    ),
    good=(
        Example(
            "the server follows PORT",
            (("apprunner.yaml", _SERVICE + "  command: gunicorn app:app\n  network:\n    port: 8000\n"),),
        ),
        Example(
            "the stated port",
            (("apprunner.yaml", _SERVICE + "  command: gunicorn -b 0.0.0.0:8000 app:app\n  network:\n    port: 8000\n"),),
        ),
        Example(
            "one of several addresses has the stated port",
            (("apprunner.yaml", _SERVICE + "  command: gunicorn -b :9000 -b :8000 app:app\n  network:\n    port: 8000\n"),),
        ),
        Example(
            "the variable that is named for the port",
            (
                (
                    "apprunner.yaml",
                    _SERVICE + "  command: sh -c 'exec gunicorn -b :$WEB app:app'\n  network:\n    port: 8000\n    env: WEB\n",
                ),
            ),
        ),
        Example(
            "a port that nothing states is AR101",
            (("apprunner.yaml", _SERVICE + "  command: gunicorn -b 0.0.0.0:8000 app:app\n"),),
        ),
        Example(
            "an image beside it is another service",
            (
                ("apprunner.yaml", _SERVICE + "  command: gunicorn app:app\n  network:\n    port: 8080\n"),
                ("Dockerfile", 'FROM python:3.12-slim\nCMD ["gunicorn", "-b", ":8000", "app:app"]\n'),
            ),
        ),
        Example(
            "a main block that the command does not run",
            (
                ("apprunner.yaml", _SERVICE + "  command: gunicorn app:app\n  network:\n    port: 8080\n"),
                ("app.py", 'from flask import Flask\n\napp = Flask(__name__)\n\nif __name__ == "__main__":\n    app.run(port=5000)\n'),
            ),
        ),
    ),
)  # fmt: skip
