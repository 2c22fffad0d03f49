"""How each server is told the platform's port and address: the words that a finding's help shows."""

from __future__ import annotations

from collections.abc import Mapping

_FALLBACK = "{port}"
#: The command line that is right, by the server as `Listen.server` names it.
COMMANDS: Mapping[str, str] = {
    "gunicorn": "gunicorn -b 0.0.0.0:${PORT:-{port}} ...",
    "uvicorn": "uvicorn ... --host 0.0.0.0 --port ${PORT:-{port}}",
    "hypercorn": "hypercorn ... -b 0.0.0.0:${PORT:-{port}}",
    "waitress": "waitress-serve --listen=0.0.0.0:${PORT:-{port}} ...",
    "granian": "granian ... --host 0.0.0.0 --port ${PORT:-{port}}",
    "daphne": "daphne -b 0.0.0.0 -p ${PORT:-{port}} ...",
    "flask": "flask run --host 0.0.0.0 --port ${PORT:-{port}}",
    "quart": "quart run --host 0.0.0.0 --port ${PORT:-{port}}",
    "fastapi run": "fastapi run ... --port ${PORT:-{port}}",
    "fastapi dev": "fastapi run ... --port ${PORT:-{port}}",
    "Django's runserver": "python manage.py runserver 0.0.0.0:${PORT:-{port}}",
    "http.server": "python -m http.server ${PORT:-{port}}",
    "streamlit": "streamlit run ... --server.address 0.0.0.0 --server.port ${PORT:-{port}}",
    "sanic": "sanic ... --host 0.0.0.0 --port ${PORT:-{port}}",
    "uWSGI": "uwsgi --http 0.0.0.0:${PORT:-{port}} ...",
}


def command(server: str, form: str, port: int) -> str:
    """The sentence that says how a server's command line is mended where it stands (`container`, `script`,
    `procfile`, `service`); "" for a server that is started from code. `port` is what stands in for `PORT`.

    A container file needs the shell form, since nothing expands a variable in the JSON form; a service configuration
    needs a shell of its own.
    """
    line = COMMANDS.get(server)
    if line is None or form not in ("container", "script", "procfile", "service"):
        return ""
    line = line.replace(_FALLBACK, str(port))
    if form == "service":
        return f"let a shell expand the variable: command: sh -c 'exec {line}'"
    if form == "container":
        return f"write it in the shell form, so that a shell expands the variable: CMD exec {line}"
    return f"{'exec ' if form == 'script' else ''}{line}"
