"""`PORT` is set by the project, though App Runner gives it.

## What it does
Looks for `PORT` among the variables and secrets of the service configuration (`apprunner.yaml`, CloudFormation, Terraform), for code of the service that writes a literal into
`os.environ["PORT"]`, and for start commands and scripts that set it (`export PORT=5000`). A literal `ENV PORT` in the image is a
warning, and so is a variable whose name begins with `AWSAPPRUNNER` in the service configuration.

## Why it matters on App Runner
`PORT` is reserved: App Runner refuses a service configuration that sets it, and gives every instance the configured port in it.
Code or a script that writes over it makes the server listen where nobody asks. An image's `ENV` is replaced by the platform's
own value, so it decides nothing there and misleads who reads it.

On a platform that gives no `PORT` (Amazon ECS Express Mode) it is a variable like any other, and nothing is reported.

## How to fix
Leave the variable to the platform, and give the default where it is read:

    port = int(os.environ.get("PORT", "8080"))

    exec gunicorn --bind 0.0.0.0:${PORT:-8080} app:app

The port of the service is `run.network.port` in `apprunner.yaml`, `Port` in CloudFormation, `port` in Terraform.

## When not to use it
For an image that also runs where nothing gives `PORT`, and needs `ENV PORT` as its default there.

## Known limits
A value that is not a literal is left alone. So is what a process gives to another that it starts, and what the service's console
sets.
"""

from __future__ import annotations

from collections.abc import Iterator

from runready_linter.findings import Finding, Severity, Span
from runready_linter.link.dormant import dormant_reason
from runready_linter.link.elsewhere import words
from runready_linter.link.launch import launches
from runready_linter.link.listens import listens
from runready_linter.link.project import Project
from runready_linter.link.start import PORT_IS_SET
from runready_linter.resolved import Env, Literal, Resolved, Unknown
from runready_linter.rule import Example, Rule
from runready_rules import platforms
from runready_rules.aws.environment import set_in_images, written_in_code
from runready_rules.configurations import key


def check(project: Project) -> Iterator[Finding]:
    """One finding for each place that sets a reserved variable; what the configuration sets is told there alone."""
    told: set[tuple[str, int]] = set()
    found = [*_in_configuration(project)]
    if project.platform.gives_port:
        found += [*_in_code(project), *_in_images(project), *_in_commands(project)]
    for finding in found:
        place = (finding.span.path, finding.span.line)
        if place not in told:
            told.add(place)
            yield finding


def _in_configuration(project: Project) -> Iterator[Finding]:
    web, platform = platforms.of(project).web, project.platform.name
    for facts in project.services:
        for variable in (*facts.env, *facts.secrets):
            name, span = variable.name.text, project.span(facts.path, variable.name.loc)
            prefix = next((p for p in web.reserved_prefixes.value if name.startswith(p)), "")
            if name in web.reserved_variables.value:
                yield RULE.finding(
                    span,
                    f"{name} is set as a variable of the service: {platform} reserves it, and refuses the configuration",
                    help=f"leave it out, and say the port as `{key(facts, 'port')}`",
                )
            elif prefix:
                yield RULE.finding(
                    span,
                    f"{name} begins with {prefix}, which {platform} keeps for itself",
                    help="give the variable another name",
                    severity=Severity.WARNING,
                )


def _in_code(project: Project) -> Iterator[Finding]:
    serving = frozenset(listen.span.path for listen in project.derive(listens) if listen.span.path in project.python)
    variable = project.platform.port_variable
    for write in written_in_code(project, frozenset({variable})):
        if write.unless_set or _asks_first(variable, write.guards) or not write.value:
            continue
        if all(_is_other(variable, value) for value in write.value) and not dormant_reason(
            project, write.span.path, write.scope, serving
        ):
            yield _overwritten(project, write.span, "the code")


def _is_other(variable: str, value: Resolved | None) -> bool:
    """Whether a value is known to be no value of the platform's: a literal, or what other variables hold."""
    match value:
        case Literal():
            return True
        case Env(name=name, default=default):
            return name != variable and (default is None or _is_other(variable, default))
        case _:
            return False


def _asks_first(variable: str, guards: tuple[object, ...]) -> bool:
    """Whether the write depends on the variable itself (`if "PORT" not in os.environ:`)."""
    return any(variable in words(guard) for guard in guards)


def _in_images(project: Project) -> Iterator[Finding]:
    variable, platform = project.platform.port_variable, project.platform.name
    for baked in set_in_images(project, frozenset({variable}), every_stage=False):
        if baked.value:
            yield RULE.finding(
                baked.span,
                f"the image sets {variable}, which {platform} replaces with the port of the service",
                help="leave it out, and give the default where PORT is read",
                severity=Severity.WARNING,
            )


def _in_commands(project: Project) -> Iterator[Finding]:
    for launch in launches(project):
        for started in launch.commands if launch.ships else ():
            text = started.variables.get(project.platform.port_variable)
            if text is not None and Unknown(PORT_IS_SET) in text.holes:
                yield _overwritten(project, text.at, "what starts the service")


def _overwritten(project: Project, span: Span, by: str) -> Finding:
    platform = project.platform
    name, port = platform.port_variable, platform.default_port
    return RULE.finding(
        span,
        f"{by} writes over {name}, so the server does not listen on the port that {platform.name} gives",
        help=f"use the value that is there, with {port} as the default: `${{{name}:-{port}}}`, `os.environ.setdefault`",
    )


_CONFIGURATION = (
    "version: 1.0\nruntime: python311\nbuild:\n  commands:\n    build:\n      - pip install -r requirements.txt\nrun:\n"
    "  command: gunicorn app:app\n"
)
_IMAGE = "FROM python:3.12-slim\nCOPY . /app\nWORKDIR /app\n"
_CODE = "import os\n\nfrom flask import Flask\n\napp = Flask(__name__)\n"

RULE = Rule(
    code="AR401",
    name="reserved-variable",
    clause="environment",
    severity=Severity.ERROR,
    check=check,
    doc=__doc__,
    needles=(b"PORT", b"AWSAPPRUNNER", b"CMD", b"ENTRYPOINT", b"cmd", b"entrypoint", b"Cmd", b"Entrypoint", b"command"),
    bad=(
        Example(
            "in the service configuration",
            (("apprunner.yaml", _CONFIGURATION + '  env:\n    - name: PORT  # <- AR401\n      value: "8080"\n'),),
        ),
        Example(
            "a name that the platform keeps, and PORT as a secret",
            (
                (
                    "apprunner.yaml",
                    _CONFIGURATION + '  env:\n    - name: AWSAPPRUNNER_STAGE  # <- AR401\n      value: "prod"\n'
                    "  secrets:\n    - name: PORT  # <- AR401\n      value-from: /shop/port\n",
                ),
            ),
        ),
        Example("in the code", (("app.py", _CODE + 'os.environ["PORT"] = "5000"  # <- AR401\n'),)),
        Example(
            "in the start script",
            (
                ("Dockerfile", _IMAGE + 'CMD ["./start.sh"]\n'),
                ("start.sh", "#!/bin/sh\nexport PORT=5000  # <- AR401\nexec gunicorn --bind 0.0.0.0:$PORT app:app\n"),
            ),
        ),
        Example(
            "in the image",
            (("Dockerfile", _IMAGE + 'ENV PORT=8080  # <- AR401\nCMD ["gunicorn", "app:app"]\n'),),
        ),
    ),
    good=(
        Example(
            "another variable, and the port where it belongs",
            (
                (
                    "apprunner.yaml",
                    _CONFIGURATION + '  network:\n    port: 8000\n  env:\n    - name: PORTAL\n      value: "PORT"\n',
                ),
            ),
        ),
        Example("only where nothing set it", (("app.py", _CODE + 'os.environ.setdefault("PORT", "8080")\n'),)),
        Example(
            "after a look, and to what it was",
            (
                (
                    "app.py",
                    _CODE + 'if "PORT" not in os.environ:\n    os.environ["PORT"] = "8080"\n'
                    'os.environ["PORT"] = os.environ.get("PORT", "8080")\n',
                ),
            ),
        ),
        Example(
            "a default in the start script",
            (
                ("Dockerfile", _IMAGE + 'CMD ["./start.sh"]\n'),
                (
                    "start.sh",
                    "#!/bin/sh\nexport PORT=${PORT:-8080}\nexec gunicorn --bind 0.0.0.0:$PORT app:app\n",
                ),
            ),
        ),
        Example("in tests", (("tests/conftest.py", 'import os\n\nos.environ["PORT"] = "5000"\n'),)),
        Example(
            "in a stage that does not reach the image",
            (
                (
                    "Dockerfile",
                    "FROM python:3.12-slim AS build\nENV PORT=3000\nRUN make\n"
                    + _IMAGE
                    + 'COPY --from=build /out /app\nCMD ["gunicorn", "app:app"]\n',
                ),
            ),
        ),
    ),
)  # fmt: skip
