"""A shell is process 1, so the application never gets the stop signal.

## What it does
Follows the start command of the image, through the shell form, `sh -c`, entry-point scripts and `"$@"`, to the program that serves. It
is reported where a shell stays process 1 above it: the shell form or `sh -c` without `exec`, a script that does not `exec` its last
command, `exec` in a pipeline. An init in front (`tini`, `dumb-init`), a program that starts others and hands signals on (`uv run`,
`npm`, a supervisor), and a shell with a `trap` for the signal are left alone.

## Why it matters on App Runner
An instance that is replaced is told to stop by SIGTERM, and is killed after a grace period. The kernel gives process 1 no default action
for the signal, and a shell that waits for a program does not hand it on. Requests in flight are cut off instead of answered, connections
are not closed, and every stop takes the whole grace period.

## How to fix
Let the shell become the program:

    CMD exec gunicorn -b 0.0.0.0:${PORT:-8080} app:app
    ENTRYPOINT ["./entrypoint.sh"]        # which ends in: exec "$@"

or leave the shell out where nothing needs it: `CMD ["gunicorn", "app:app"]`.

## When not to use it
For an image that is always started with an init in front of it (`docker run --init`), which App Runner does not do.

## Known limits
Debian's `sh` (dash 0.5.12) stays in every case. bash becomes the one simple command of `bash -c` by itself, and that is left alone;
bash 5.1 and BusyBox also become the last command of a longer line, which a redirection, `||` or a `trap` switches off, so that
`exec` is asked for there. Entry points that are not in the repository are taken for ones that do right. How the start command of a
service configuration is run is not known.
"""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import basename

from runready_linter.findings import Evidence, Finding, Severity
from runready_linter.link.first_process import Swallowed, swallowed
from runready_linter.link.launch import Launch, launches
from runready_linter.link.project import Project
from runready_linter.rule import Example, Rule


def check(project: Project) -> Iterator[Finding]:
    """One finding for each shipped image whose application a shell keeps from the signal."""
    for launch in launches(project):
        found = swallowed(project, launch) if launch.ships and launch.service in project.containers else None
        if found is not None:
            yield _finding(launch, found)


def _finding(launch: Launch, found: Swallowed) -> Finding:
    program, shell = found.program, found.shell
    name = program.invocation.program or basename(program.invocation.path.known or "") or "the application"
    at = launch.instruction_of(shell.at)
    script = f" ({shell.script})" if shell.script and shell.script != launch.service else ""
    elsewhere = (program.span.path, program.span.line) != (at.path, at.line)
    return RULE.finding(
        at,
        f"{shell.name}{script} stays process 1 above {name}, so the stop signal does not reach it",
        help=f"put exec before the last command of {shell.script}: exec {name} ..."
        if shell.script
        else f"let the shell become the program: exec {name} ..., or use the JSON form",
        evidence=[Evidence(program.span.path, program.span.line, f"{name} is started here")] if elsewhere else [],
    )


_FROM = "FROM python:3.12-slim\nWORKDIR /app\nCOPY . .\n"
_SCRIPT = _FROM + 'ENTRYPOINT ["./entrypoint.sh"]  # <- AR607\n'
_GOOD_SCRIPT = _FROM + 'ENTRYPOINT ["./entrypoint.sh"]\n'

RULE = Rule(
    code="AR607",
    name="signal-swallowed",
    clause="lifecycle",
    severity=Severity.WARNING,
    check=check,
    doc=__doc__,
    needles=(b"CMD", b"ENTRYPOINT", b"cmd", b"entrypoint", b"Cmd", b"Entrypoint"),
    bad=(
        Example("the shell form", (("Dockerfile", _FROM + "CMD gunicorn -b 0.0.0.0:$PORT app:app  # <- AR607\n"),)),
        Example("ENTRYPOINT too", (("Dockerfile", _FROM + "ENTRYPOINT java -jar app.jar  # <- AR607\n"),)),
        Example(
            "a shell that is called",
            (("Dockerfile", _FROM + 'CMD ["sh", "-c", "uvicorn main:app --port $PORT"]  # <- AR607\n'),),
        ),
        Example(
            "behind a migration",
            (("Dockerfile", _FROM + "CMD python manage.py migrate && gunicorn site.wsgi  # <- AR607\n"),),
        ),
        Example(
            "an entry point that stays",
            (
                ("Dockerfile", _SCRIPT),
                ("entrypoint.sh", "#!/bin/sh\nset -e\npython manage.py migrate\ngunicorn site.wsgi\n"),
            ),
        ),
        Example(
            "an entry point that runs its arguments and stays",
            (
                ("Dockerfile", _SCRIPT + 'CMD ["gunicorn", "app:app"]\n'),
                ("entrypoint.sh", '#!/bin/bash\nset -e\nflask db upgrade\n"$@"\n'),
            ),
        ),
        Example(
            "exec in a pipeline is another process",
            (("Dockerfile", _FROM + "CMD exec gunicorn app:app 2>&1 | tee /tmp/log  # <- AR607\n"),),
        ),
        Example(
            "one branch does it, and not the one that serves",
            (
                ("Dockerfile", _SCRIPT),
                ("entrypoint.sh", '#!/bin/sh\nif [ "$1" = worker ]; then\n  exec celery -A app worker\nelse\n  gunicorn app:app\nfi\n'),
            ),
        ),
        Example(
            "exec to a script that stays",
            (
                ("Dockerfile", _FROM + "CMD exec ./start.sh  # <- AR607\n"),
                ("start.sh", "#!/bin/sh\nnode server.js\n"),
            ),
        ),
    ),
    good=(
        Example("exec in the shell form", (("Dockerfile", _FROM + "CMD exec gunicorn -b 0.0.0.0:$PORT app:app\n"),)),
        Example("no shell", (("Dockerfile", _FROM + 'CMD ["gunicorn", "app:app"]\n'),)),
        Example(
            "exec behind a migration",
            (("Dockerfile", _FROM + 'CMD ["sh", "-c", "python manage.py migrate && exec gunicorn site.wsgi"]\n'),),
        ),
        Example(
            "an entry point that becomes its arguments",
            (
                ("Dockerfile", _GOOD_SCRIPT + 'CMD ["gunicorn", "app:app"]\n'),
                ("entrypoint.sh", '#!/bin/sh\nset -e\nflask db upgrade\nexec "$@"\n'),
            ),
        ),
        Example(
            "as another user",
            (("Dockerfile", _GOOD_SCRIPT), ("entrypoint.sh", "#!/bin/sh\nchown -R app /data\nexec gosu app gunicorn app:app\n")),
        ),
        Example(
            "an init in front",
            (
                ("Dockerfile", _FROM + 'ENTRYPOINT ["/usr/bin/tini", "--"]\nCMD ["./start.sh"]\n'),
                ("start.sh", "#!/bin/sh\ngunicorn app:app\n"),
            ),
        ),
        Example(
            "a trap",
            (
                ("Dockerfile", _GOOD_SCRIPT),
                ("entrypoint.sh", "#!/bin/sh\ntrap 'kill -TERM $pid' TERM INT\ngunicorn app:app &\npid=$!\nwait $pid\n"),
            ),
        ),
        Example("bash becomes a single command", (("Dockerfile", _FROM + 'CMD ["bash", "-c", "gunicorn -b :$PORT app:app"]\n'),)),
        Example(
            "each branch that serves becomes its server",
            (
                ("Dockerfile", _GOOD_SCRIPT),
                (
                    "entrypoint.sh",
                    '#!/bin/sh\nif [ "$ENV" = dev ]; then\n  flask run --debug\nelse\n  exec gunicorn app:app\nfi\n',
                ),
            ),
        ),
        Example("an entry point of the base image", (("Dockerfile", _FROM + 'ENTRYPOINT ["docker-entrypoint.sh"]\nCMD ["node", "server.js"]\n'),)),
        Example(
            "a stage that does not reach the image",
            (("Dockerfile", "FROM python:3.12 AS dev\nCMD flask run\nFROM python:3.12-slim\n" + 'CMD ["gunicorn", "app:app"]\n'),),
        ),
    ),
)  # fmt: skip
