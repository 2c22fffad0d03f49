"""A second server listens in the same service.

## What it does
Reports servers that stand beside the service's own listener: a metrics or admin endpoint on a port of its own, a debugger
that waits for a connection, a second server that a thread, a task, a start-up hook, the start script or the same code starts. Of
several servers of one process the service's own is the one that takes `PORT`, else the first.

## Why it matters on App Runner
A service has one port. Requests reach that one only, so nobody can ask the second server anything: metrics are never
collected, an admin page never opens. A debugger that is reachable nowhere still takes memory, and its start may wait for
ever.

## How to fix
Serve it on the service's own port, under a path of its own:

    app.mount("/metrics", prometheus_client.make_asgi_app())

or make the second server a service of its own.

## When not to use it
For a server that another process of the same container asks.

## Known limits
A debugger that is started under a condition is left alone, since that is for development. What stands behind a proxy of the same image is left
alone too. gRPC and WebSocket servers are AR106.
"""

from __future__ import annotations

from collections.abc import Iterator

from runready_linter.findings import Finding, Severity
from runready_linter.link.contexts import contexts
from runready_linter.link.framework_settings import settings_named
from runready_linter.link.listens import listens
from runready_linter.link.project import Project
from runready_linter.resolved import Env, Listen, Literal, Unknown
from runready_linter.rule import Example, Rule
from runready_linter.values import Const

_HELP = "serve it on the service's own port under a path of its own, or make it a service of its own"
#: Settings that make a library listen on a port of its own. Source: django-prometheus 2, django_prometheus/exports.py.
_SETTINGS = frozenset({"PROMETHEUS_METRICS_EXPORT_PORT", "PROMETHEUS_METRICS_EXPORT_PORT_RANGE"})


def check(project: Project) -> Iterator[Finding]:
    """One finding for each place that starts a server beside the service's own."""
    found = project.derive(listens)
    for setting in settings_named(project, _SETTINGS):
        if setting.value != Const(None):
            what = f"{setting.name} makes a server for metrics"
            message = f"{what} beside the service's own, and {project.platform.name} reaches one port only"
            yield RULE.finding(setting.span, message, help=_HELP)
    extra = [x for x in found if x.side and not (x.dormant or x.behind or _is_left_alone(project, x))]
    if not extra or not (any(not (x.side or x.dormant) for x in found) or project.derive(contexts).serving_files):
        return
    seen = set()
    for listen in extra:
        if listen.span not in seen:
            seen.add(listen.span)
            yield RULE.finding(
                listen.span,
                f"{listen.server} listens {_where(listen)} beside the service's own server, and {project.platform.name} reaches "
                "one port only",
                help=_HELP,
            )


def _is_left_alone(project: Project, listen: Listen) -> bool:
    knowledge = project.knowledge.web_requests
    if (
        all(isinstance(p, Unknown) for p in listen.port)
        or listen.server in knowledge.socket_servers
        or listen.server == "websockets"
    ):
        return True
    if all(isinstance(p, Literal) and p.value == 0 for p in listen.port):
        # A port that the system picks is for talking to oneself.
        return True
    return listen.guarded and listen.server == "debugpy"


def _where(listen: Listen) -> str:
    numbers = sorted({str(p.value) for p in listen.port if isinstance(p, Literal)})
    names = sorted({p.name for p in listen.port if isinstance(p, Env)})
    if numbers:
        return f"on port {' and '.join(numbers)}"
    return f"on the port in {' and '.join(names)}"


_FROM = "FROM python:3.12-slim\nCOPY . /app\nWORKDIR /app\n"
_FASTAPI = "from fastapi import FastAPI\nfrom prometheus_client import make_asgi_app, start_http_server\n\napp = FastAPI()\n\n\n@app.get('/')\ndef home():\n    return {}\n\n\n"
_FLASK = "import os\nimport threading\nfrom http.server import BaseHTTPRequestHandler, HTTPServer\n\nfrom flask import Flask\n\napp = Flask(__name__)\n\n\n"

RULE = Rule(
    code="AR107",
    name="extra-listener",
    clause="web-requests",
    severity=Severity.WARNING,
    check=check,
    doc=__doc__,
    needles=(b"import", b"CMD", b"ENTRYPOINT", b"cmd", b"entrypoint", b"Cmd", b"Entrypoint", b"PROMETHEUS_METRICS"),
    bad=(
        Example("metrics on a port of their own", (("main.py", _FASTAPI + "start_http_server(9090)  # <- AR107\n"),)),
        Example(
            "an admin server in a thread",
            (
                (
                    "app.py",
                    _FLASK + 'def admin():\n    server = HTTPServer(("0.0.0.0", 9000), BaseHTTPRequestHandler)  # <- AR107\n    server.serve_forever()\n\n\n'
                    'threading.Thread(target=admin, daemon=True).start()\napp.run(host="0.0.0.0", port=int(os.environ["PORT"]))\n',
                ),
            ),
        ),
        Example(
            "two sites of one loop",
            (
                (
                    "main.py",
                    ("import asyncio\nimport os\n\nfrom aiohttp import web\n\n\nasync def main():\n"
                    "    runner = web.AppRunner(web.Application())\n    await runner.setup()\n"
                    '    await web.TCPSite(runner, "0.0.0.0", int(os.environ["PORT"])).start()\n'
                    '    await web.TCPSite(runner, "0.0.0.0", 9100).start()  # <- AR107\n    await asyncio.Event().wait()\n\n\nasyncio.run(main())\n'),
                ),
            ),
        ),
        Example(
            "a second server in the start script",
            (
                ("Dockerfile", _FROM + 'CMD ["./start.sh"]\n'),
                (
                    "start.sh",
                    ("#!/bin/sh\nuvicorn admin:app --host 0.0.0.0 --port 9000 &  # <- AR107\n"
                    "exec uvicorn main:app --host 0.0.0.0 --port $PORT\n"),
                ),
            ),
        ),
        Example(
            "metrics of the server's master process",
            (
                ("Dockerfile", _FROM + "CMD exec gunicorn -b :$PORT app:app\n"),
                ("gunicorn.conf.py", "from prometheus_client import start_http_server\n\n\ndef when_ready(server):\n    start_http_server(9464)  # <- AR107\n"),
            ),
        ),
    ),
    good=(
        Example("metrics on the service's port", (("main.py", _FASTAPI + 'app.mount("/metrics", make_asgi_app())\n'),)),
        Example(
            "a debugger behind a switch",
            (("main.py", _FASTAPI + 'import os\n\nif os.environ.get("DEBUGPY"):\n    import debugpy\n\n    debugpy.listen(5678)\n'),),
        ),
        Example(
            "behind the image's own proxy",
            (("Dockerfile", _FROM + "CMD gunicorn -b 127.0.0.1:8000 app:app & nginx -g 'daemon off;'\n"),),
        ),
        Example(
            "two branches of which one runs",
            (
                (
                    "app.py",
                    _FLASK + 'def main(dev):\n    if dev:\n        app.run(port=5000)\n    else:\n        app.run(host="0.0.0.0", port=int(os.environ["PORT"]))\n',
                ),
            ),
        ),
        Example(
            "metrics of a worker that serves nothing else",
            (("worker.py", "import time\n\nfrom prometheus_client import start_http_server\n\nstart_http_server(9090)\nwhile True:\n    time.sleep(1)\n"),),
        ),
        Example(
            "the service's own server in a thread",
            (
                (
                    "bot.py",
                    _FLASK + 'def serve():\n    app.run(host="0.0.0.0", port=int(os.environ["PORT"]))\n\n\nthreading.Thread(target=serve).start()\n',
                ),
            ),
        ),
    ),
)  # fmt: skip
