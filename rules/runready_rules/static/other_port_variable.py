"""The listener takes its port from another variable than `PORT`, and nothing sets that variable.

## What it does
Follows the port of every server that the service starts, and reports one that only variables with other names decide
(`APP_PORT`, `SERVER_PORT`, `FLASK_RUN_PORT`) where neither the image nor the service's configuration in the repository sets
them.

## Why it matters on App Runner
App Runner gives the port in `PORT`. A variable with another name is not set, so the server listens on the fallback, or
does not start at all; the health check on the configured port fails.

A fallback of 8080 is the platform's own default, so it works for as long as nobody configures another port: a warning.

On a platform that gives no `PORT` either (Amazon ECS Express Mode) it is a variable like the others: a server that takes its
port from it alone is a warning, unless something in the project sets it.

## How to fix
Read `PORT`:

    port = int(os.environ.get("PORT", "8080"))

With a managed runtime, `run.network.env: APP_PORT` in `apprunner.yaml` gives the port under one more name.

## When not to use it
Where the variable is set in the service's console or in infrastructure code of another repository: there it must be kept
equal to the service's port by hand.

## Known limits
A variable that a configuration file of the repository other than the image's sets (`.env`, compose files) counts as not
set: App Runner reads none of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from runready_linter.findings import Evidence, Finding, Severity, Span
from runready_linter.link.launch import image_variables
from runready_linter.link.listens import listens
from runready_linter.link.project import Project
from runready_linter.link.service import supplied_variables, supplies_more
from runready_linter.resolved import Env, Listen, Literal, Resolved
from runready_linter.rule import Example, Rule
from runready_rules import platforms
from runready_rules.described import described, expected_ports
from runready_rules.static.hardcoded_port import by_place, port_number


def check(project: Project) -> Iterator[Finding]:
    """One finding for each read of a variable that alone decides where a server listens."""
    seen: set[tuple[str, int]] = set()
    for span, found in by_place(project.derive(listens)).items():
        ports = [port for listen in found for port in listen.port]
        reads = [port for port in ports if isinstance(port, Env)]
        if not reads or not all(isinstance(port, Env | Literal) for port in ports):
            continue
        names = {name for port in reads for name in _names(port)}
        follows = project.platform.port_variable in names
        if (follows and project.platform.gives_port) or any(_is_supplied(project, name) for name in names):
            continue
        if not project.platform.gives_port and (
            _is_expected(project, found)
            or (follows and _told_elsewhere(reads))
            or names & project.derive(described).variables
        ):
            continue
        at = reads[0].at or span
        if (at.path, at.line) not in seen:
            seen.add((at.path, at.line))
            yield (_finding if project.platform.gives_port else _not_given)(project, at, span, found[0], reads)


def _is_expected(project: Project, found: list[Listen]) -> bool:
    """Whether one of the places listens where requests go, by a literal or by the fallback of a variable."""
    return any(_fallback(port) in expected_ports(project, listen) for listen in found for port in listen.port)


def _told_elsewhere(reads: list[Env]) -> bool:
    """Whether a fallback that the project writes is what is used: that is AR103."""
    defaults = [_last(port) for port in reads]
    return any(isinstance(default, Literal) and default.at is not None for default in defaults)


def _names(port: Resolved | None) -> Iterator[str]:
    """The variables that a port may come from, the fallbacks of fallbacks included."""
    while isinstance(port, Env):
        yield port.name
        port = port.default


def _last(port: Resolved | None) -> Resolved | None:
    """What is left of a port where none of its variables is set."""
    while isinstance(port, Env):
        port = port.default
    return port


def _fallback(port: Resolved | None) -> int | None:
    last = _last(port)
    return port_number(last) if isinstance(last, Literal) else None


def _finding(project: Project, at: Span, span: Span, listen: Listen, reads: list[Env]) -> Finding:
    name, fallback, platform = reads[0].name, _fallback(reads[0]), project.platform
    if fallback is None:
        effect = f"{platform.name} does not set {name}"
    elif fallback == platform.default_port:
        effect = (
            f"{platform.name} sets PORT instead; its own default is {fallback} too, so it works until that is changed"
        )
    else:
        effect = f"{platform.name} sets PORT instead, so it listens on {fallback}"
    return RULE.finding(
        at,
        f"{listen.server} takes its port from {name}, which nothing in the project sets: {effect}",
        help=f"read PORT instead of {name}, with {platform.default_port} as the fallback",
        evidence=_listens_here(at, span),
        severity=Severity.WARNING if fallback == platform.default_port else None,
    )


def _not_given(project: Project, at: Span, span: Span, listen: Listen, reads: list[Env]) -> Finding:
    """The same where the platform gives no variable with the port at all."""
    name, fallback, web = reads[0].name, _fallback(reads[0]), platforms.of(project).web
    right = min(expected_ports(project, listen))
    effect = f", so it listens on {fallback}, and requests go to port {right}" if fallback is not None else ""
    return RULE.finding(
        at,
        f"{listen.server} takes its port from {name}, which neither the project nor {project.platform.name} sets{effect}",
        help=f"listen on {right}, or give {name} as a variable of the service, equal to {web.port_setting.value}",
        evidence=_listens_here(at, span),
        severity=platforms.at_most(RULE.severity, web.gives_port),
    )


def _listens_here(at: Span, span: Span) -> tuple[Evidence, ...]:
    same = (span.path, span.line) == (at.path, at.line)
    return () if same else (Evidence(span.path, span.line, "listens here"),)


def _is_supplied(project: Project, name: str) -> bool:
    given = name in project.derive(supplied_variables) or name in project.derive(image_variables)
    return given or project.derive(supplies_more)


_FROM = "FROM python:3.12-slim\nCOPY . /app\nWORKDIR /app\n"
_UVICORN = "import os\n\nimport uvicorn\n\n"

RULE = Rule(
    code="AR108",
    name="other-port-variable",
    clause="web-requests",
    severity=Severity.ERROR,
    check=check,
    doc=__doc__,
    needles=(b"import", b"bind", b"CMD", b"ENTRYPOINT", b"cmd", b"entrypoint", b"Cmd", b"Entrypoint"),
    bad=(
        Example(
            "in the code",
            (
                (
                    "main.py",
                    _UVICORN + 'port = int(os.environ.get("APP_PORT", 5000))  # <- AR108\n'
                    'uvicorn.run("app:app", host="0.0.0.0", port=port)\n',
                ),
            ),
        ),
        Example("in the command", (("Dockerfile", _FROM + "CMD exec gunicorn -b :$APP_PORT app:app  # <- AR108\n"),)),
        Example(
            "with a fallback in the start script",
            (
                ("Dockerfile", _FROM + 'CMD ["./start.sh"]\n'),
                ("start.sh", "#!/bin/sh\nexec gunicorn -b 0.0.0.0:${WEB_PORT:-8000} app:app  # <- AR108\n"),
            ),
        ),
        Example(
            "a settings class with a prefix",
            (
                (
                    "conf.py",
                    ("from pydantic_settings import BaseSettings, SettingsConfigDict\n\n\nclass Settings(BaseSettings):\n"
                    '    model_config = SettingsConfigDict(env_prefix="SHOP_")\n    port: int = 8000  # <- AR108\n\n\nsettings = Settings()\n'),
                ),
                ("main.py", _UVICORN + 'from conf import settings\n\nuvicorn.run("app:app", host="0.0.0.0", port=settings.port)\n'),
            ),
        ),
        Example(
            "in gunicorn's configuration file",
            (("gunicorn.conf.py", 'import os\n\nbind = "0.0.0.0:" + os.environ.get("GUNICORN_PORT", "8000")  # <- AR108\n'),),
        ),
        Example(
            "the platform's default as the fallback",
            (("main.py", _UVICORN + 'uvicorn.run("app:app", host="0.0.0.0", port=int(os.getenv("APP_PORT", "8080")))  # <- AR108\n'),),
        ),
    ),
    good=(
        Example("PORT", (("main.py", _UVICORN + 'uvicorn.run("app:app", port=int(os.environ["PORT"]))\n'),)),
        Example(
            "PORT as the fallback",
            (("main.py", _UVICORN + 'uvicorn.run("app:app", port=int(os.environ.get("APP_PORT") or os.environ.get("PORT", 8080)))\n'),),
        ),
        Example("PORT as the fallback in the command", (("Dockerfile", _FROM + "CMD exec gunicorn -b :${WEB_PORT:-$PORT} app:app\n"),)),
        Example(
            "the image gives the variable PORT's value",
            (("Dockerfile", _FROM + "CMD export APP_PORT=$PORT && exec gunicorn -b :$APP_PORT app:app\n"),),
        ),
        Example("a variable that the image sets is AR101", (("Dockerfile", _FROM + "ENV APP_PORT=8000\nCMD exec gunicorn -b :$APP_PORT app:app\n"),)),
        Example(
            "the start script gives the variable PORT's value",
            (
                ("Dockerfile", _FROM + 'CMD ["./start.sh"]\n'),
                ("start.sh", "#!/bin/sh\nexport APP_PORT=$PORT\nexec python main.py\n"),
                ("main.py", _UVICORN + 'uvicorn.run("app:app", host="0.0.0.0", port=int(os.environ["APP_PORT"]))\n'),
            ),
        ),
        Example(
            "the service configuration names the variable",
            (
                (
                    "apprunner.yaml",
                    ("version: 1.0\nruntime: python311\nbuild:\n  commands:\n    build:\n      - pip3 install -r requirements.txt\n"
                    "run:\n  command: python3 main.py\n  network:\n    port: 8000\n    env: APP_PORT\n"),
                ),
                ("main.py", _UVICORN + 'uvicorn.run("app:app", host="0.0.0.0", port=int(os.environ["APP_PORT"]))\n'),
            ),
        ),
        Example("a variable that names another server's port", (("db.py", 'import os\n\nDB = ("db", int(os.environ["DB_PORT"]))\n'),)),
        Example(
            "a main block that the image does not run",
            (
                ("Dockerfile", _FROM + "CMD exec gunicorn -b :$PORT app:app\n"),
                ("app.py", _UVICORN + 'if __name__ == "__main__":\n    uvicorn.run("app:app", port=int(os.environ.get("DEV_PORT", 5000)))\n'),
            ),
        ),
    ),
)  # fmt: skip
