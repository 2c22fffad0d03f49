"""The start command of a service configuration joins several commands, and no shell reads it.

## What it does
Looks at the start command of the service configuration (`run.command` in `apprunner.yaml`, `StartCommand` in CloudFormation,
`start_command` in Terraform) for what only a shell understands: `&&`, `||`, `;`, `|` or `&` between words. What is in
quotes, as the line that a shell is given, is that program's own.

## Why it matters on App Runner
The command is started as it is, without a shell: `python manage.py migrate && gunicorn app:app` runs `manage.py migrate` with the
arguments `&&`, `gunicorn` and `app:app`. The server never starts, and the deployment fails.

## How to fix
Call a shell, with `exec` before the server so that it gets the stop signal:

    command: sh -c 'python manage.py migrate && exec gunicorn app:app'

Or move what comes before into a script of the repository, or into `run.pre-run` (revised build).

## When not to use it
There is no case: where the operator is an argument of the program, put it in quotes.

## Known limits
Commands of images are not looked at: their shell form is read by a shell.
"""

from __future__ import annotations

from collections.abc import Iterator

from runready_linter.apprunner.command import joints
from runready_linter.findings import Finding, Severity
from runready_linter.link.project import Project
from runready_linter.rule import Example, Rule
from runready_rules.configurations import key


def check(project: Project) -> Iterator[Finding]:
    """One finding for each start command with an operator of the shell."""
    for service in project.services:
        known = service.command is not None and service.command.known is not None
        found = joints(service.command.text) if service.command is not None and known else ()
        if service.command is not None and found:
            operators = " and ".join(dict.fromkeys(found))
            yield RULE.finding(
                project.span(service.path, service.command.loc),
                f"no shell reads the start command: {operators} and what follows are arguments of the first program",
                help=f"call a shell: {key(service, 'command')}: sh -c '<first> && exec <server>'",
            )


_BUILD = (
    "version: 1.0\nruntime: python311\nbuild:\n  commands:\n    build:\n      - cd app && make | tee log; true\nrun:\n"
)

RULE = Rule(
    code="AR706",
    name="chained-command",
    clause="framework",
    severity=Severity.ERROR,
    check=check,
    doc=__doc__,
    needles=(b"ommand",),
    bad=(
        Example(
            "a migration before the server",
            (("apprunner.yaml", _BUILD + "  command: python manage.py migrate && gunicorn site.wsgi  # <- AR706\n"),),
        ),
        Example("a folder first", (("apprunner.yaml", _BUILD + "  command: cd app; gunicorn app:app  # <- AR706\n"),)),
        Example("a pipe", (("apprunner.yaml", _BUILD + "  command: gunicorn app:app | tee log  # <- AR706\n"),)),
        Example(
            "two programs side by side",
            (("apprunner.yaml", _BUILD + "  command: celery -A app worker & gunicorn app:app  # <- AR706\n"),),
        ),
        Example(
            "behind the line of a shell",
            (("apprunner.yaml", _BUILD + "  command: \"sh -c 'cd app' && gunicorn app:app\"  # <- AR706\n"),),
        ),
        Example(
            "over several lines",
            (("apprunner.yaml", _BUILD + "  command: >  # <- AR706\n    flask db upgrade &&\n    gunicorn app:app\n"),),
        ),
    ),
    good=(
        Example("one program", (("apprunner.yaml", _BUILD + "  command: gunicorn app:app\n"),)),
        Example(
            "a shell that is called",
            (("apprunner.yaml", _BUILD + "  command: sh -c 'python manage.py migrate && exec gunicorn site.wsgi'\n"),),
        ),
        Example(
            "a shell with quotes in its line",
            (("apprunner.yaml", _BUILD + '  command: "bash -c \\"flask db upgrade; exec gunicorn app:app\\""\n'),),
        ),
        Example("an address", (("apprunner.yaml", _BUILD + "  command: ./serve --from http://example.com/?a=1&b=2\n"),)),
        Example(
            "commands of the build and before the start",
            (("apprunner.yaml", _BUILD + "  pre-run:\n    - cd app && make\n  command: gunicorn app:app\n"),),
        ),
        Example("an image's shell form", (("Dockerfile", "FROM python:3.12\nCMD flask db upgrade && exec gunicorn app:app\n"),)),
    ),
)  # fmt: skip
