"""`$PORT` stands in an exec-form `CMD` or `ENTRYPOINT`, or in an `apprunner.yaml` command, where no shell expands it.

## What it does
Looks at the JSON form of the start command that an image has in the end. A variable for a port in one of its words stays
the text that it is, unless a shell reads the word: the string of `sh -c`, or an entry-point script that evaluates its
arguments. The same holds for `run.command` of a service configuration (`apprunner.yaml`), which no shell reads either.

## Why it matters on App Runner
App Runner gives the port in `PORT`. The server gets the five characters `$PORT` instead of a number and ends with an error
such as `'$PORT' is not a valid port number`, so the deployment fails.

## How to fix
Use the shell form with `exec`, or call a shell yourself:

    CMD exec gunicorn -b 0.0.0.0:${PORT:-8080} app:app
    CMD ["sh", "-c", "exec gunicorn -b 0.0.0.0:${PORT:-8080} app:app"]

In `apprunner.yaml`, call a shell, or leave the port to a server that follows `PORT` by itself:

    command: sh -c "exec gunicorn -b 0.0.0.0:${PORT:-8080} app:app"
    command: gunicorn app:app

## When not to use it
For an entry point, not in the repository, that expands the words that it is given.

## Known limits
Other variables than those whose name ends in `PORT` are left alone. An entry point that is not in the repository is taken
for one that passes its arguments on as they are; the confidence is lower then.
"""

from __future__ import annotations

from collections.abc import Iterator

from runready_linter.findings import Confidence, Finding, Severity
from runready_linter.link.launch import Unexpanded, launches
from runready_linter.link.project import Project
from runready_linter.rule import Example, Rule


def check(project: Project) -> Iterator[Finding]:
    """One finding for each instruction or command and port variable that is left as it is."""
    for launch in launches(project):
        for left in launch.unexpanded if launch.ships else ():
            if left.variable.upper().endswith("PORT"):
                yield _finding(left, left.span.path not in project.containers, project.platform.default_port)


def _finding(left: Unexpanded, configured: bool, port: int) -> Finding:
    where = "no shell reads this command, so nothing" if configured else "in the JSON form no shell"
    shell_form = f"exec <program> ... ${{{left.variable}:-{port}}}"
    return RULE.finding(
        left.span,
        f"{left.word} is passed on as it is written: {where} expands ${left.variable}",
        help=f"call a shell: command: sh -c '{shell_form}'"
        if configured
        else f'use the shell form: CMD {shell_form}, or call a shell: CMD ["sh", "-c", "exec <program> ..."]',
        confidence=Confidence.HIGH if left.certain else Confidence.MEDIUM,
    )


_SERVICE = (
    "version: 1.0\nruntime: python311\nbuild:\n  commands:\n    build:\n      - pip install -r requirements.txt\nrun:\n"
)
_FROM = "FROM python:3.12-slim\nCOPY . /app\nWORKDIR /app\n"
_ENTRY = _FROM + 'ENTRYPOINT ["./entrypoint.sh"]\n'

RULE = Rule(
    code="AR601",
    name="unexpanded-variable",
    clause="web-requests",
    severity=Severity.ERROR,
    check=check,
    doc=__doc__,
    needles=(b"PORT",),
    bad=(
        Example(
            "in CMD",
            (("Dockerfile", _FROM + 'CMD ["gunicorn", "-b", "0.0.0.0:$PORT", "app:app"]  # <- AR601\n'),),
        ),
        Example(
            "a default does not help",
            (("Dockerfile", _FROM + 'CMD ["uvicorn", "m:app", "--port", "${PORT:-8080}"]  # <- AR601\n'),),
        ),
        Example(
            "in ENTRYPOINT",
            (("Dockerfile", _FROM + 'ENTRYPOINT ["waitress-serve", "--port=$PORT"]  # <- AR601\nCMD ["app:app"]\n'),),
        ),
        Example(
            "the image's ENV is not expanded there either",
            (("Dockerfile", _FROM + 'ENV PORT=8080\nCMD ["hypercorn", "m:app", "-b", ":$PORT"]  # <- AR601\n'),),
        ),
        Example(
            "an entry point that passes its arguments on",
            (
                ("Dockerfile", _ENTRY + 'CMD ["gunicorn", "-b", ":$PORT", "app:app"]  # <- AR601\n'),
                ("entrypoint.sh", '#!/bin/sh\nset -e\nexec "$@"\n'),
            ),
        ),
        Example(
            "in a service configuration",
            (("apprunner.yaml", _SERVICE + "  command: gunicorn --bind 0.0.0.0:$PORT app:app  # <- AR601\n"),),
        ),
        Example(
            "a service configuration's command behind another",
            (("apprunner.yaml", _SERVICE + "  command: flask db upgrade && uvicorn m:app --port ${PORT}  # <- AR601\n"),),
        ),
        Example(
            "a shell that is given more than its string",
            (("Dockerfile", _FROM + 'CMD ["sh", "-c", "exec gunicorn app:app", "-b", ":$PORT"]  # <- AR601\n'),),
        ),
    ),
    good=(
        Example("the shell form", (("Dockerfile", _FROM + "CMD exec gunicorn -b 0.0.0.0:$PORT app:app\n"),)),
        Example("a shell of its own", (("Dockerfile", _FROM + 'CMD ["sh", "-c", "exec gunicorn -b :$PORT app:app"]\n'),)),
        Example(
            "a shell as the entry point",
            (("Dockerfile", _FROM + 'ENTRYPOINT ["/bin/bash", "-lc"]\nCMD ["uvicorn m:app --port $PORT"]\n'),),
        ),
        Example(
            "an entry point that evaluates its arguments",
            (
                ("Dockerfile", _ENTRY + 'CMD ["gunicorn", "-b", ":$PORT", "app:app"]\n'),
                ("entrypoint.sh", '#!/bin/sh\neval "exec $@"\n'),
            ),
        ),
        Example(
            "a service configuration whose command is a shell",
            (("apprunner.yaml", _SERVICE + "  command: bash -c 'exec gunicorn -b 0.0.0.0:$PORT app:app'\n"),),
        ),
        Example(
            "the build commands and the values of variables",
            (("apprunner.yaml", _SERVICE.replace("pip install", "echo $PORT && pip install") + "  command: gunicorn app:app\n  env:\n    - name: GREETING\n      value: hello on $PORT\n"),),
        ),
        Example(
            "a start script that a shell reads",
            (("apprunner.yaml", _SERVICE + "  command: bash start.sh\n"), ("start.sh", "exec gunicorn -b :$PORT app:app\n")),
        ),
        Example(
            "words that are no JSON are a shell form",
            (("Dockerfile", _FROM + "CMD exec gunicorn -b ':'$PORT app:app\n"),),
        ),
        Example(
            "a stage that is not the last",
            (("Dockerfile", 'FROM python:3.12 AS dev\nCMD ["flask", "run", "-p", "$PORT"]\nFROM python:3.12\nCMD ["gunicorn", "a:b"]\n'),),
        ),
        Example(
            "a CMD that the ENTRYPOINT of a later stage takes out of force",
            (("Dockerfile", 'FROM python:3.12 AS base\nCMD ["x", "-p", "$PORT"]\nFROM base\nENTRYPOINT ["gunicorn", "a:b"]\n'),),
        ),
    ),
)  # fmt: skip
