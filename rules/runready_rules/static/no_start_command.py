"""Neither the image nor the service configuration says what starts.

## What it does
Looks at the image that a container file builds in the end: its `ENTRYPOINT` and `CMD`, with what earlier stages of the same file
hand down. Where they are missing or emptied, where the base image is known to start nothing but a shell or an interpreter, and where no
service configuration in the project has a start command, nothing starts. An entry point that only hands over to a command
(`ENTRYPOINT ["tini", "--"]`) says nothing without one.

## Why it matters on App Runner
App Runner starts what the image says, unless the service configuration says otherwise. A base image's own command, such as `python3`,
ends at once without a terminal: the service never becomes healthy, and the deployment fails. The `command:` of a
`docker-compose.yml` and a `Procfile` are not read.

## How to fix
Say it in the image:

    CMD exec gunicorn -b 0.0.0.0:${PORT:-8080} app:app

or as the start command of the service (`run.command`, `StartCommand`).

## When not to use it
For an image whose start command is given in the console, or by infrastructure code that is kept elsewhere.

## Known limits
A base image that is not known may start something: it is left alone, unless this file empties its command. So are images
whose file's name says that others are built from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from runready_linter.findings import Evidence, Finding, Severity
from runready_linter.link.compose import compose_services
from runready_linter.link.images import says_start, shipped_images
from runready_linter.link.project import Project
from runready_linter.rule import Example, Rule

_FOR_OTHERS = frozenset({"base", "builder", "common", "runtime", "parent", "deps", "dependencies"})


def check(project: Project) -> Iterator[Finding]:
    """One finding for each shipped image that starts nothing."""
    if any(service.command is not None or service.deferred for service in project.services):
        return
    for path, image in project.derive(shipped_images).items():
        if not _FOR_OTHERS & set(re.split(r"[/._-]", path.lower())) and says_start(project, path, image) is False:
            yield RULE.finding(
                project.span(path, image.loc),
                f"{path} does not say what starts, and no service configuration does: the instance ends at once",
                help=f"add a CMD, for example: CMD exec gunicorn -b 0.0.0.0:${{PORT:-{project.platform.default_port}}} app:app",
                evidence=[
                    Evidence(service.command.path, service.command.line, "this command is not deployed")
                    for service in project.derive(compose_services)
                    if service.command is not None and service.container_file == path
                ],
            )


_APP = "WORKDIR /app\nCOPY . .\nRUN pip install -r requirements.txt\n"
_CONFIGURATION = (
    "version: 1.0\nruntime: python311\nbuild:\n  commands:\n    build:\n      - pip install -r requirements.txt\nrun:\n"
)

RULE = Rule(
    code="AR602",
    name="no-start-command",
    clause="framework",
    severity=Severity.WARNING,
    check=check,
    doc=__doc__,
    needles=(b"FROM", b"from", b"From"),
    bad=(
        Example("no CMD", (("Dockerfile", "FROM python:3.12-slim  # <- AR602\n" + _APP),)),
        Example(
            "only another stage has one",
            (("Dockerfile", 'FROM python:3.12 AS dev\nCMD ["flask", "run"]\nFROM python:3.12-slim  # <- AR602\n' + _APP),),
        ),
        Example(
            "an init without a command",
            (("Dockerfile", "FROM python:3.12-slim  # <- AR602\n" + _APP + 'ENTRYPOINT ["/usr/bin/tini", "--"]\n'),),
        ),
        Example(
            "an entry point that runs its arguments, and gets none",
            (
                ("Dockerfile", "FROM python:3.12-slim  # <- AR602\n" + _APP + 'ENTRYPOINT ["./entrypoint.sh"]\n'),
                ("entrypoint.sh", '#!/bin/sh\nset -e\nexec "$@"\n'),
            ),
        ),
        Example(
            "the base image's command is emptied",
            (("Dockerfile", "FROM registry.corp/web:3  # <- AR602\nCOPY . /app\nENTRYPOINT []\nCMD []\n"),),
        ),
        Example(
            "a compose file's command is not deployed",
            (
                ("Dockerfile", "FROM node:22-alpine  # <- AR602\nWORKDIR /app\nCOPY . .\n"),
                ("docker-compose.yml", "services:\n  web:\n    build: .\n    command: node server.js\n"),
            ),
        ),
    ),
    good=(
        Example("a CMD", (("Dockerfile", "FROM python:3.12-slim\n" + _APP + 'CMD ["gunicorn", "app:app"]\n'),)),
        Example("an ENTRYPOINT", (("Dockerfile", "FROM eclipse-temurin:21\nCOPY app.jar /\nENTRYPOINT exec java -jar /app.jar\n"),)),
        Example(
            "handed down by an earlier stage",
            (("Dockerfile", 'FROM python:3.12-slim AS base\nCMD ["gunicorn", "app:app"]\nFROM base\n' + _APP),),
        ),
        Example(
            "the service configuration says it",
            (
                ("Dockerfile", "FROM python:3.12-slim\n" + _APP),
                ("apprunner.yaml", _CONFIGURATION + "  command: gunicorn app:app\n"),
            ),
        ),
        Example("a base image that starts a server", (("Dockerfile", "FROM nginx:1.27-alpine\nCOPY dist /usr/share/nginx/html\n"),)),
        Example("a base image that is not known", (("Dockerfile", "FROM registry.corp/platform/web:3\nCOPY . /app\n"),)),
        Example("a variant that starts a server", (("Dockerfile", "FROM php:8.3-apache\nCOPY . /var/www/html\n"),)),
        Example(
            "an image that others are built from",
            (
                ("docker/base.Dockerfile", "FROM python:3.12-slim\nRUN pip install numpy\n"),
                ("Dockerfile", "FROM registry.corp/shop-base\n" + _APP + 'CMD ["gunicorn", "app:app"]\n'),
            ),
        ),
    ),
)  # fmt: skip
