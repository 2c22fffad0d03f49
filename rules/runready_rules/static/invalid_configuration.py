"""The service configuration does not fit its schema, so that App Runner refuses it or starts something else than was meant.

## What it does
Reads the service configuration as the platform's reference describes it: no valid YAML, a key that is not known or stands
twice, a part that is missing or has another type (`env` as a mapping where a list of `name` and `value` is asked for, one
command where a list is), a port that is none, a runtime that is not known, `pre-run` with a runtime whose build does not
know it, a version of the language that is none (`python311`), or that YAML takes for another number (`3.10` is 3.1).

The same for App Runner's resources in CloudFormation templates (`AWS::AppRunner::*`, in SAM templates and CDK's output too) and in
Terraform (`aws_apprunner_*`): an unknown or missing part, a wrong type, an image and a code repository at once, a block where Terraform
takes a map. What a parameter or function gives is taken as it should be.

## Why it matters on App Runner
A service from source code is built and started as this file says. With a file that does not fit, the deployment ends before
anything is built, and the running version stays.

## How to fix
Write the file as the reference says (https://docs.aws.amazon.com/apprunner/latest/dg/config-file-ref.html):

    version: 1.0
    runtime: python311
    build:
      commands:
        build:
          - pip install -r requirements.txt
    run:
      runtime-version: "3.11"
      command: gunicorn app:app
      network:
        port: 8080
      env:
        - name: GREETING
          value: hello

## When not to use it
For a service that is configured in the console or through the API (its configuration source is not the repository): the
platform does not read the file then.

## Known limits
Of infrastructure code, App Runner's own resources are looked at, and no others. Whether the access role is there that an image
needs is not asked. Whether an empty optional part is refused is not documented, and not reported. A retired runtime is AR703, a chained command
AR706, `PORT` among the variables AR401.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from runready_linter.apprunner.frontend import FORMAT as APPRUNNER
from runready_linter.discovery import is_service
from runready_linter.facts import Loc, Scalar, ServiceFacts
from runready_linter.findings import Finding, Severity
from runready_linter.link.project import Project
from runready_linter.manifests.names import describes, language
from runready_linter.manifests.services import SERVICE_TYPES
from runready_linter.rule import Example, Rule
from runready_rules import platforms
from runready_rules.configurations import runtime_name, runtime_text

_VERSION = re.compile(r"\d+(?:\.\d+){0,2}", re.ASCII)
#: Where each format is described, by its language.
_REFERENCES = {
    "": "https://docs.aws.amazon.com/apprunner/latest/dg/config-file-ref.html",
    "cloudformation": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_AppRunner.html",
    "terraform": "https://registry.terraform.io/providers/hashicorp/aws/latest/docs",
}


def check(project: Project) -> Iterator[Finding]:
    """One finding for each place at which a service configuration departs from its format."""
    for path, facts in project.files.items():
        if _is_read(project, path):
            for trouble in facts.troubles:
                yield _finding(
                    project, path, trouble.loc, f"the file {trouble.message}", reference=_REFERENCES[_language(path)]
                )
    if project.platform.reads & SERVICE_TYPES:
        for path, fault in project.manifests.faults():
            yield _finding(project, path, fault.loc, fault.message, fault.help, reference=_REFERENCES[_language(path)])
    for service in project.services:
        for fault in service.faults:
            reference = _REFERENCES[_language(service.path)]
            yield _finding(project, service.path, fault.loc, fault.message, fault.help, reference=reference)
        yield from _of_runtime(project, service.path, service)


def _of_runtime(project: Project, path: str, service: ServiceFacts) -> Iterator[Finding]:
    runtime, version = service.runtime, service.runtime_version
    known = platforms.of(project).runtimes
    builds = {r.name: r.build for r in known.supported.value}
    name = runtime_name(service)
    if runtime is not None and runtime.known is not None and name not in builds:
        if name not in {r.name for r in known.retired.value}:
            message = f"there is no runtime {runtime.text[:60]!a}"
            ones = sorted(runtime_text(service, r) for r in builds)
            yield _finding(project, path, runtime.loc, message, f"write one of: {', '.join(ones)}")
    elif runtime is not None and name and builds[name] == "original" and service.pre_run_at is not None:
        message = f"{runtime.text} has no pre-run commands: only runtimes of the revised build do"
        yield _finding(project, path, service.pre_run_at, message, "move them to build.commands.post-build")
    numbered = runtime is not None and runtime.text.startswith(("python", "nodejs"))
    if version is not None and numbered and not _VERSION.fullmatch(version.text):
        message = f"{version.text[:60]!a} is no version"
        yield _finding(project, path, version.loc, message, 'write it as major.minor.patch, such as "3.11.10"')
    elif version is not None and _loses_digits(version):
        message = f"without quotes {version.text} is the number {float(version.text)}, another version"
        help = f'write runtime-version: "{version.text}"'
        yield _finding(project, path, version.loc, message, help, Severity.WARNING)


def _loses_digits(version: Scalar) -> bool:
    """Whether YAML takes a version for a number that is written with fewer digits."""
    whole, point, part = version.text.partition(".")
    return version.kind == "float" and bool(point) and (whole + part).isdigit() and part.endswith("0") and len(part) > 1


def _finding(
    project: Project,
    path: str,
    loc: Loc,
    message: str,
    help: str = "",
    severity: Severity | None = None,
    reference: str = "",
) -> Finding:
    help = help or f"{reference or _REFERENCES['']} says what may stand there"
    return RULE.finding(project.span(path, loc), message, help=help, severity=severity)


def _language(path: str) -> str:
    return "" if is_service(path) else language(path)


def _is_read(project: Project, path: str) -> bool:
    """Whether a file is a service configuration as a whole, or infrastructure code that describes services."""
    if is_service(path):
        return APPRUNNER in project.platform.reads
    return bool(language(path) and project.platform.reads & SERVICE_TYPES) and describes(
        path, project.read(path) or b""
    )


_BUILD = "version: 1.0\nruntime: python311\nbuild:\n  commands:\n    build:\n      - pip install -r requirements.txt\n"
_RUN = _BUILD + "run:\n  command: gunicorn app:app\n"

RULE = Rule(
    code="AR701",
    name="invalid-configuration",
    clause="framework",
    severity=Severity.ERROR,
    check=check,
    doc=__doc__,
    # Whatever the file holds, or lacks: no byte is in each broken file.
    needles=(b"",),
    bad=(
        Example(
            "a misspelt key",
            (("apprunner.yaml", _BUILD + "run:\n  runtime_version: 3.11  # <- AR701\n  command: gunicorn app:app\n"),),
        ),
        Example(
            "variables as a mapping",
            (("apprunner.yaml", _RUN + "  env:  # <- AR701\n    GREETING: hello\n"),),
        ),
        Example(
            "no start command",
            (("apprunner.yaml", _BUILD + "run:  # <- AR701\n  network:\n    port: 8080\n"),),
        ),
        Example(
            "one command where a list is expected",
            (("apprunner.yaml", _RUN.replace("    build:\n      - pip", "    build: pip").replace("requirements.txt\n", "requirements.txt  # <- AR701\n")),),
        ),
        Example(
            "a command that YAML takes for a mapping",
            (("apprunner.yaml", _RUN + "  pre-run:\n    - echo starting: now  # <- AR701\n"),),
        ),
        Example(
            "commands before the start with a runtime that has none",
            (("apprunner.yaml", _RUN.replace("python311", "corretto11") + "  pre-run:  # <- AR701\n    - ./prepare\n"),),
        ),
        Example(
            "a runtime that does not exist",
            (("apprunner.yaml", _RUN.replace("runtime: python311", "runtime: python3.11  # <- AR701")),),
        ),
        Example(
            "a version without quotes",
            (("apprunner.yaml", _RUN + "  runtime-version: 3.10  # <- AR701\n"),),
        ),
        Example(
            "the runtime's name as its version",
            (("apprunner.yaml", _RUN + "  runtime-version: python311  # <- AR701\n"),),
        ),
        Example(
            "no command that builds",
            (("apprunner.yaml", _RUN.replace("commands:\n    build", "commands:  # <- AR701\n    pre-build")),),
        ),
        Example(
            "a tab",
            (("apprunner.yaml", _RUN + "  network:\n\tport: 8080  # <- AR701\n"),),
        ),
        Example(
            "a key that stands twice",
            (("apprunner.yaml", _RUN + "  command: python app.py  # <- AR701\n"),),
        ),
    ),
    good=(
        Example("as small as it can be", (("apprunner.yaml", _RUN),)),
        Example(
            "with all that it may have",
            (
                (
                    "apprunner.yaml",
                    _BUILD.replace("    build:\n", "    pre-build:\n      - ./a\n    post-build:\n      - ./b\n    build:\n")
                    + "  env:\n    - name: A\n      value: b\nrun:\n  runtime-version: '3.11.10'\n  pre-run:\n    - pip3 install -r requirements.txt\n"
                    + "  command: gunicorn app:app\n  network:\n    port: 8080\n    env: APP_PORT\n"
                    + "  env:\n    - name: A\n      value: 1\n  secrets:\n    - name: B\n      value-from: /app/b\n",
                ),
            ),
        ),
        Example(
            "an alias",
            (("apprunner.yaml", _RUN.replace("build:\n  commands", "build:\n  env: &env\n    - name: A\n      value: b\n  commands", 1) + "  env: *env\n"),),
        ),
        Example("a version that stays itself", (("apprunner.yaml", _RUN + "  runtime-version: 3.11\n"),)),
        Example("an empty optional part", (("apprunner.yaml", _RUN + "  env:\n  secrets: []\n"),)),
        Example("the file of another service, further down", (("other/apprunner.yaml", "nothing: here\n"), ("app.py", "import os\n"))),
    ),
)  # fmt: skip
