"""A development or debugging server is what starts.

## What it does
Looks at every server that the service starts, and reports those that are made for development: `flask run`,
`manage.py runserver`, `fastapi dev`, `python -m http.server`, a reloader or a debugger that is switched on
(`debug=True`, `reload=True`, `--reload`), and Flask's own `app.run(...)` where the image or the Procfile starts that file.

## Why it matters on App Runner
Such servers are not made for more than one user: they answer few requests at a time, a debugger lets visitors run code
on the instance, and a reloader starts a second process that watches files, which the instance's memory and its throttled
CPU pay for. Flask and Django both say in their documentation that these servers are not for deployment.

## How to fix
Start a production server:

    CMD exec gunicorn -b 0.0.0.0:${PORT:-8080} app:app
    CMD exec uvicorn main:app --host 0.0.0.0 --port ${PORT:-8080}

and keep `app.run(debug=True)` below `if __name__ == "__main__":`, where the production server does not come by.

## When not to use it
For a service that is itself a development environment.

## Known limits
A debug switch that a variable decides is left alone, since the service's own configuration may be right. `app.run()` without
a debug switch is left alone where nothing in the repository says what starts.
"""

from __future__ import annotations

from collections.abc import Iterator

from runready_linter.findings import Finding, Severity
from runready_linter.link.launch import launches
from runready_linter.link.listens import listens
from runready_linter.link.project import Project
from runready_linter.link.server_flags import server_flags
from runready_linter.resolved import Listen
from runready_linter.rule import Example, Rule
from runready_rules.tables import mending

_IN_CODE = "start a production server such as gunicorn or uvicorn, and leave debugging to the developer's machine"


def check(project: Project) -> Iterator[Finding]:
    """One finding for each place that starts a development server."""
    seen = set()
    serious = any(not (o.development or o.dormant or o.side) for o in project.derive(listens))
    for listen in project.derive(listens):
        if not listen.development or listen.dormant or listen.side or listen.span in seen:
            continue
        if (listen.guarded and serious) or not _is_started(project, listen):
            # Of two branches, this is the developer's.
            continue
        seen.add(listen.span)
        yield RULE.finding(
            listen.span,
            f"{listen.server} starts as a development server, which is not made to serve users",
            help=_mended(listen, project.platform.default_port),
        )
    for flag in server_flags(project):
        if flag.kind == "debug":
            yield RULE.finding(
                flag.span,
                f"{flag.name} makes {flag.server} a development server, which is not made to serve users",
                help=f"leave {flag.name} out, or let a variable of the developer's machine set it",
            )


def _is_started(project: Project, listen: Listen) -> bool:
    """Whether a server that is for development even without a debug switch is known to be what starts: its file's main
    block may be there for the developer alone."""
    if listen.form != "call" or listen.debug:
        return True
    return any(launch.ships and any(c.python for c in launch.commands) for launch in launches(project))


def _mended(listen: Listen, port: int) -> str:
    if listen.form == "call" or listen.server in _PRODUCTION:
        return _IN_CODE if listen.form == "call" else mending.command(listen.server, listen.form, port) or _IN_CODE
    return mending.command(_PRODUCTION_OF.get(listen.server, "gunicorn"), listen.form, port) or _IN_CODE


#: Servers that serve users as soon as their debug switch is off.
_PRODUCTION = frozenset({"gunicorn", "uvicorn", "hypercorn", "granian", "sanic", "fastapi run"})
#: What takes the place of a development server that is not a WSGI application's.
_PRODUCTION_OF = {"quart": "hypercorn", "fastapi dev": "fastapi run"}

_FROM = "FROM python:3.12-slim\nCOPY . /app\nWORKDIR /app\n"
_FLASK = "import os\n\nfrom flask import Flask\n\napp = Flask(__name__)\n\n"
_PORT = 'port=int(os.environ.get("PORT", "8080"))'

RULE = Rule(
    code="AR109",
    name="development-server",
    clause="web-requests",
    severity=Severity.WARNING,
    check=check,
    doc=__doc__,
    needles=(b"import", b"CMD", b"ENTRYPOINT", b"cmd", b"entrypoint", b"Cmd", b"Entrypoint", b"reload"),
    bad=(
        Example(
            "Django's development server",
            (("Dockerfile", _FROM + "CMD python manage.py runserver 0.0.0.0:$PORT  # <- AR109\n"),),
        ),
        Example(
            "flask run",
            (("Dockerfile", _FROM + "CMD exec flask --app main run --host 0.0.0.0 --port $PORT --debug  # <- AR109\n"),),
        ),
        Example(
            "a reloader on the command line",
            (("Dockerfile", _FROM + "CMD exec uvicorn main:app --host 0.0.0.0 --port $PORT --reload  # <- AR109\n"),),
        ),
        Example(
            "a debugger in the code",
            (
                (
                    "app.py",
                    _FLASK + f'if __name__ == "__main__":\n    app.run(host="0.0.0.0", {_PORT}, debug=True)  # <- AR109\n',
                ),
            ),
        ),
        Example(
            "a debug switch behind a constant",
            (
                ("settings.py", "DEBUG = True\n"),
                ("app.py", _FLASK + f'import settings\n\napp.run("0.0.0.0", {_PORT}, debug=settings.DEBUG)  # <- AR109\n'),
            ),
        ),
        Example(
            "the image starts Flask's own server",
            (
                ("Dockerfile", _FROM + 'CMD ["python", "app.py"]\n'),
                ("app.py", _FLASK + f'if __name__ == "__main__":\n    app.run(host="0.0.0.0", {_PORT})  # <- AR109\n'),
            ),
        ),
        Example(
            "a reloader in the code",
            (("main.py", f'import os\n\nimport uvicorn\n\nuvicorn.run("app:app", host="0.0.0.0", {_PORT}, reload=True)  # <- AR109\n'),),
        ),
        Example(
            "in gunicorn's configuration file",
            (("gunicorn.conf.py", 'import os\n\nbind = "0.0.0.0:" + os.environ.get("PORT", "8080")\nreload = True  # <- AR109\n'),),
        ),
    ),
    good=(
        Example("a production server", (("Dockerfile", _FROM + "CMD exec gunicorn -b :$PORT app:app\n"),)),
        Example(
            "the image starts a production server beside it",
            (
                ("Dockerfile", _FROM + "CMD exec gunicorn -b :$PORT app:app\n"),
                ("app.py", _FLASK + 'if __name__ == "__main__":\n    app.run(debug=True)\n'),
            ),
        ),
        Example(
            "a variable decides",
            (("app.py", _FLASK + f'app.run("0.0.0.0", {_PORT}, debug=os.environ.get("DEBUG") == "1")\n'),),
        ),
        Example("nothing says that this is what starts", (("app.py", _FLASK + f'app.run("0.0.0.0", {_PORT})\n'),)),
        Example("switched off", (("app.py", _FLASK + f'app.run("0.0.0.0", {_PORT}, debug=False)\n'),)),
        Example(
            "an image for development beside the one that ships",
            (
                ("Dockerfile", _FROM + "CMD exec uvicorn main:app --host 0.0.0.0 --port $PORT\n"),
                ("Dockerfile.dev", _FROM + "CMD exec uvicorn main:app --reload\n"),
            ),
        ),
        Example(
            "a branch of the start script for development",
            (
                ("Dockerfile", _FROM + 'ENTRYPOINT ["./start.sh"]\n'),
                (
                    "start.sh",
                    ('#!/bin/sh\nif [ "$DEBUG" = 1 ]; then\n  exec python manage.py runserver 0.0.0.0:$PORT\nfi\n'
                    "exec gunicorn -b 0.0.0.0:$PORT site.wsgi\n"),
                ),
            ),
        ),
    ),
)  # fmt: skip
