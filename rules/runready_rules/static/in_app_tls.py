"""The application ends TLS itself.

## What it does
Reports servers that are started with a certificate: `ssl_context=`, `ssl_certfile=` and the like in the call, `--certfile`
and `--ssl-certfile` in a command, `certfile` in gunicorn's configuration file or on a configuration object, and a socket
that is wrapped with `server_side=True`.

## Why it matters on App Runner
HTTPS ends before the instance: App Runner has the certificate and speaks plain HTTP to the service's port. A server that
waits there for a TLS handshake answers plain requests with an error, so the health check fails (with TCP as the
protocol, the deployment passes and every request fails).

## How to fix
Serve plain HTTP, and leave HTTPS to the platform:

    uvicorn.run(app, host="0.0.0.0", port=int(os.environ.get("PORT", "8080")))

## When not to use it
Where the certificate is for a connection inside of the container that no request of the service uses.

## Known limits
A certificate whose path comes from a variable is left alone, since the service need not set it.
"""

from __future__ import annotations

from collections.abc import Iterator

from runready_linter.findings import Finding, Severity, Span
from runready_linter.link.listens import listens
from runready_linter.link.project import Project
from runready_linter.link.server_flags import server_flags
from runready_linter.rule import Example, Rule


def check(project: Project) -> Iterator[Finding]:
    """One finding for each place that starts a server with TLS, or gives it a certificate beforehand."""
    other_protocols = project.knowledge.web_requests.socket_servers
    seen: set[Span] = set()
    for listen in project.derive(listens):
        plain = listen.dormant or listen.side or not listen.tls or listen.server in other_protocols
        if not plain and listen.span not in seen:
            seen.add(listen.span)
            yield _finding(project, listen.span, f"{listen.server} ends TLS itself")
    for flag in server_flags(project):
        if flag.kind == "tls":
            yield _finding(project, flag.span, f"{flag.name} makes {flag.server} end TLS itself")


def _finding(project: Project, span: Span, what: str) -> Finding:
    platform = project.platform
    where = platform.port_variable if platform.gives_port else "the service's port"
    return RULE.finding(
        span,
        f"{what}, but {platform.name} sends plain HTTP to the instance",
        help=f"serve plain HTTP on {where}: {platform.name} ends HTTPS before the instance",
    )


_FROM = "FROM python:3.12-slim\nCOPY . /app\nWORKDIR /app\n"
_FLASK = "import os\nimport ssl\n\nfrom flask import Flask\n\napp = Flask(__name__)\nport = int(os.environ.get('PORT', 8080))\n"
_HTTP = (
    "import os\nimport ssl\nfrom http.server import HTTPServer, SimpleHTTPRequestHandler\n\n"
    'server = HTTPServer(("", int(os.environ["PORT"])), SimpleHTTPRequestHandler)\n'
    "context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)\n"
)

RULE = Rule(
    code="AR104",
    name="in-app-tls",
    clause="web-requests",
    severity=Severity.ERROR,
    check=check,
    doc=__doc__,
    needles=(b"import", b"cert", b"CMD", b"ENTRYPOINT", b"cmd", b"entrypoint", b"Cmd", b"Entrypoint"),
    bad=(
        Example(
            "a certificate in the command",
            (("Dockerfile", _FROM + "CMD exec gunicorn -b :$PORT --certfile=cert.pem --keyfile=key.pem app:app  # <- AR104\n"),),
        ),
        Example(
            "a certificate in the call",
            (
                (
                    "main.py",
                    ('import os\n\nimport uvicorn\n\nuvicorn.run(  # <- AR104\n    "app:app",\n    host="0.0.0.0",\n'
                    '    port=int(os.environ["PORT"]),\n    ssl_keyfile="key.pem",\n    ssl_certfile="cert.pem",\n)\n'),
                ),
            ),
        ),
        Example("a certificate made at start", (("app.py", _FLASK + 'app.run("0.0.0.0", port, ssl_context="adhoc")  # <- AR104\n'),)),
        Example(
            "a context that is built before",
            (
                (
                    "app.py",
                    _FLASK + "context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)\n"
                    'context.load_cert_chain("cert.pem")\napp.run("0.0.0.0", port, ssl_context=context)  # <- AR104\n',
                ),
            ),
        ),
        Example(
            "a wrapped socket",
            (("server.py", _HTTP + "server.socket = context.wrap_socket(server.socket, server_side=True)  # <- AR104\nserver.serve_forever()\n"),),
        ),
        Example(
            "gunicorn's configuration file",
            (("gunicorn.conf.py", 'certfile = "/etc/ssl/cert.pem"  # <- AR104\nkeyfile = "/etc/ssl/key.pem"\n'),),
        ),
        Example(
            "a configuration object",
            (
                (
                    "main.py",
                    ("import asyncio\nimport os\n\nfrom hypercorn.asyncio import serve\nfrom hypercorn.config import Config\n\n"
                    'from app import app\n\nconfig = Config()\nconfig.bind = ["0.0.0.0:" + os.environ["PORT"]]\n'
                    'config.certfile = "cert.pem"  # <- AR104\nconfig.keyfile = "key.pem"\nasyncio.run(serve(app, config))\n'),
                ),
            ),
        ),
    ),
    good=(
        Example("plain HTTP", (("app.py", _FLASK + 'app.run("0.0.0.0", port)\n'),)),
        Example("switched off", (("app.py", _FLASK + 'app.run("0.0.0.0", port, ssl_context=None)\n'),)),
        Example(
            "a variable decides",
            (("app.py", _FLASK + 'app.run("0.0.0.0", port, ssl_context=(os.environ.get("CERT"), os.environ.get("KEY")) if os.environ.get("CERT") else None)\n'),),
        ),
        Example(
            "a certificate path from the environment",
            (("main.py", 'import os\n\nimport uvicorn\n\nuvicorn.run("app:app", port=int(os.environ["PORT"]), ssl_certfile=os.environ.get("SSL_CERT"))\n'),),
        ),
        Example(
            "TLS of a client",
            (("client.py", ("import socket\nimport ssl\n\ncontext = ssl.create_default_context()\n"
              'sock = context.wrap_socket(socket.create_connection(("db", 5433)), server_hostname="db")\n')),),
        ),
        Example(
            "a developer's main block beside the image's command",
            (
                ("Dockerfile", _FROM + "CMD exec gunicorn -b :$PORT app:app\n"),
                ("app.py", _FLASK + 'if __name__ == "__main__":\n    app.run(ssl_context="adhoc")\n'),
            ),
        ),
        Example("settings of the same name that are not a server's", (("settings.py", 'certfile = "ca.pem"\nkeyfile = "key.pem"\n'),)),
    ),
)  # fmt: skip
