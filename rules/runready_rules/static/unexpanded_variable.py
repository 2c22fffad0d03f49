"""`$PORT` stands in an exec-form `CMD` or `ENTRYPOINT`, where no shell expands it.

## What it does
Looks at the JSON form of the start command that an image has in the end. A variable for a port in one of its words stays
the text that it is, unless a shell reads the word: the string of `sh -c`, or an entry-point script that evaluates its
arguments.

## Why it matters on App Runner
App Runner gives the port in `PORT`. The server gets the five characters `$PORT` instead of a number and ends with an error
such as `'$PORT' is not a valid port number`, so the deployment fails.

## How to fix
Use the shell form with `exec`, or call a shell yourself:

    CMD exec gunicorn -b 0.0.0.0:${PORT:-8080} app:app
    CMD ["sh", "-c", "exec gunicorn -b 0.0.0.0:${PORT:-8080} app:app"]

## When not to use it
For an entry point, not in the repository, that expands the words that it is given.

## Known limits
Other variables than those whose name ends in `PORT` are left alone. An entry point that is not in the repository is taken
for one that passes its arguments on as they are; the confidence is lower then.
"""

from __future__ import annotations

from collections.abc import Iterator

from runready_linter.findings import Confidence, Finding, Severity
from runready_linter.link.launch import launches
from runready_linter.link.project import Project
from runready_linter.rule import Example, Rule


def check(project: Project) -> Iterator[Finding]:
    """One finding for each instruction and port variable that is left as it is."""
    for launch in launches(project):
        for left in launch.unexpanded if launch.ships else ():
            if left.variable.upper().endswith("PORT"):
                yield RULE.finding(
                    left.span,
                    f"{left.word} is passed on as it is written: in the JSON form no shell expands ${left.variable}",
                    help="use the shell form: CMD exec <program> ... ${" + left.variable + ":-8080}, "
                    'or call a shell: CMD ["sh", "-c", "exec <program> ..."]',
                    confidence=Confidence.HIGH if left.certain else Confidence.MEDIUM,
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
