"""`PORT` is read with a fallback that is not App Runner's own default.

## What it does
Follows the port of every server that the service starts back to the read of `PORT`, and reports a literal fallback other
than 8080: `os.environ.get("PORT", 5000)`, `os.getenv("PORT") or 5000`, `${PORT:-8000}`, a field `port: int = 8000` of a
settings class, the default of a command-line option that takes `PORT`.

## Why it matters on App Runner
App Runner sets `PORT`, so the fallback is not used there, and the service works. It is used wherever the image runs
without `PORT`: on a developer's machine, in a test, behind a port mapping that was written for 8080. With another number
there, the two differ for no reason, and a service that was configured for the fallback works by luck.

## How to fix
Use the platform's default:

    port = int(os.environ.get("PORT", "8080"))

On a platform that gives no `PORT` (Amazon ECS Express Mode) the fallback is the port that the service listens on, so it must
be the one that requests go to, or `PORT` must be set as a variable: a warning there.

## When not to use it
For an image that is also run on a platform with another default: on App Runner the finding is information.

## Known limits
An image's `ENV PORT=5000` is AR401.
"""

from __future__ import annotations

from collections.abc import Iterator

from runready_linter.findings import Finding, Severity, Span
from runready_linter.link.elsewhere import words
from runready_linter.link.listens import listens
from runready_linter.link.project import Project
from runready_linter.resolved import Env, Literal, Resolved
from runready_linter.rule import Example, Rule
from runready_linter.values import Binary
from runready_rules import platforms
from runready_rules.described import described, expected_ports
from runready_rules.static.hardcoded_port import port_number


def check(project: Project) -> Iterator[Finding]:
    """One finding for each read of `PORT` with another fallback."""
    found: dict[tuple[str, int], tuple[Span, int, int]] = {}
    platform = project.platform
    if not platform.gives_port and platform.port_variable in project.derive(described).variables:
        return
    for listen in project.derive(listens):
        if not listen.dormant and not listen.side:
            rights = frozenset({platform.default_port}) if platform.gives_port else expected_ports(project, listen)
            for at, number in _fallbacks(project, listen.port):
                if number not in rights and not _is_image_variable(project, at):
                    found.setdefault((at.path, at.line), (at, number, min(rights)))
    for at, number, right in found.values():
        yield _unused(at, number, right) if platform.gives_port else _used(project, at, number, right)


def _unused(at: Span, number: int, right: int) -> Finding:
    return RULE.finding(
        at,
        f"PORT is read with the fallback {number}, but the platform's default is {right}",
        help=f"use {right} as the fallback",
    )


def _used(project: Project, at: Span, number: int, right: int) -> Finding:
    web = platforms.of(project).web
    return RULE.finding(
        at,
        f"{project.platform.name} does not give PORT, so this listens on the fallback {number}, but requests go to port "
        f"{right} unless {web.port_setting.value} says otherwise",
        help=f"use {right} as the fallback, or state {number} as {web.port_setting.value}, or give both the same number by a "
        "variable PORT of the service",
        severity=platforms.at_most(Severity.ERROR, web.gives_port),
    )


def _fallbacks(project: Project, ports: tuple[Resolved, ...]) -> Iterator[tuple[Span, int]]:
    """The reads of `PORT`, each with the port that stands in for it."""
    variable = project.platform.port_variable
    for port in ports:
        while isinstance(port, Env):
            if port.name == variable and port.at is not None:
                for literal in [port.default] if port.default is not None else _beside(project, port.at, ports):
                    number = port_number(literal) if isinstance(literal, Literal) and literal.at is not None else None
                    if number is not None:
                        yield port.at, number
            if port.default is None:
                break
            port = port.default


def _beside(project: Project, read: Span, ports: tuple[Resolved, ...]) -> Iterator[Resolved]:
    """The other side of `int(os.environ["PORT"]) if "PORT" in os.environ else 5000`, and a port that a statement of its own
    takes where the variable is not set: `except KeyError: port = 5000`, `if port is None: port = 5000`."""
    for port in ports:
        at = port.at if isinstance(port, Literal) else None
        if (
            at is not None
            and at.path == read.path
            and (at.line == read.line or _is_for_want(project, at.path, at.line))
        ):
            yield port


def _is_for_want(project: Project, path: str, line: int) -> bool:
    """Whether an assignment is made where a variable is not set: in an `except` clause, or under a condition that asks for
    the name itself or for the variable."""
    facts = project.python[path]
    tables = [facts.bindings, *(function.locals for function in facts.functions.values())]
    for table in tables:
        for name, bindings in table.items():
            for binding in bindings:
                if binding.loc.line == line and any(
                    (isinstance(guard, Binary) and guard.op == "except")
                    or {name, project.platform.port_variable} & set(words(guard))
                    for guard in binding.guards
                ):
                    return True
    return False


def _is_image_variable(project: Project, at: Span) -> bool:
    """Whether a place is an image's `ENV`, whose value is no fallback of a read."""
    facts = project.containers.get(at.path)
    return facts is not None and any(i.loc.line == at.line and i.keyword in {"ENV", "ARG"} for i in facts.instructions)


_FROM = "FROM python:3.12-slim\nCOPY . /app\nWORKDIR /app\n"
_UVICORN = "import os\n\nimport uvicorn\n\n"

RULE = Rule(
    code="AR103",
    name="wrong-default-port",
    clause="web-requests",
    severity=Severity.INFO,
    check=check,
    doc=__doc__,
    needles=(b"import", b"bind", b"CMD", b"ENTRYPOINT", b"cmd", b"entrypoint", b"Cmd", b"Entrypoint"),
    bad=(
        Example(
            "in the code",
            (
                (
                    "main.py",
                    _UVICORN + 'port = int(os.environ.get("PORT", 5000))  # <- AR103\n'
                    'uvicorn.run("app:app", host="0.0.0.0", port=port)\n',
                ),
            ),
        ),
        Example(
            "behind or",
            (("main.py", _UVICORN + 'uvicorn.run("app:app", host="0.0.0.0", port=int(os.getenv("PORT") or 8000))  # <- AR103\n'),),
        ),
        Example(
            "behind a condition",
            (
                (
                    "main.py",
                    _UVICORN + 'port = int(os.environ["PORT"]) if "PORT" in os.environ else 3000  # <- AR103\n'
                    'uvicorn.run("app:app", host="0.0.0.0", port=port)\n',
                ),
            ),
        ),
        Example("in the command", (("Dockerfile", _FROM + "CMD exec gunicorn -b :${PORT:-8000} app:app  # <- AR103\n"),)),
        Example(
            "in the start script",
            (
                ("Dockerfile", _FROM + 'CMD ["./start.sh"]\n'),
                ("start.sh", "#!/bin/sh\nPORT=${PORT:-5000}  # <- AR103\nexec gunicorn -b 0.0.0.0:$PORT app:app\n"),
            ),
        ),
        Example(
            "a field of a settings class",
            (
                ("conf.py", "from pydantic_settings import BaseSettings\n\n\nclass Settings(BaseSettings):\n    port: int = 8000  # <- AR103\n"),
                ("main.py", _UVICORN + 'from conf import Settings\n\nuvicorn.run("app:app", host="0.0.0.0", port=Settings().port)\n'),
            ),
        ),
    ),
    good=(
        Example("the platform's default", (("main.py", _UVICORN + 'uvicorn.run("app:app", port=int(os.environ.get("PORT", "8080")))\n'),)),
        Example("no fallback", (("main.py", _UVICORN + 'uvicorn.run("app:app", port=int(os.environ["PORT"]))\n'),)),
        Example("the platform's default in the command", (("Dockerfile", _FROM + "CMD exec gunicorn -b :${PORT:-8080} app:app\n"),)),
        Example("a server's own fallback", (("Dockerfile", _FROM + 'CMD ["gunicorn", "app:app"]\n'),)),
        Example("another service's port", (("db.py", 'import os\n\nPORT = int(os.environ.get("DB_PORT", 5432))\n'),)),
        Example(
            "a main block that the image does not run",
            (
                ("Dockerfile", _FROM + "CMD exec gunicorn -b :$PORT app:app\n"),
                ("app.py", _UVICORN + 'if __name__ == "__main__":\n    uvicorn.run("app:app", port=int(os.environ.get("PORT", 5000)))\n'),
            ),
        ),
        Example("the image's variable is AR401", (("Dockerfile", _FROM + "ENV PORT=5000\nCMD exec gunicorn -b :$PORT app:app\n"),)),
    ),
)  # fmt: skip
