"""The service configuration asks for a managed runtime past its end of support.

## What it does
Looks at `runtime` in `apprunner.yaml`, and at `Runtime` in CloudFormation and Terraform where they decide it (configuration source
`API`), and knows from the platform's profile which runtimes are past their end of support,
and since when.

## Why it matters on App Runner
A runtime past its end of support takes no new services: creating one is refused. Services that exist keep running, without
updates of the runtime.

## How to fix
Move to a runtime that is supported, and try the application with its version of the language; the revised build of
`python311` and `nodejs22` keeps only what is in `/app`, so that what is installed elsewhere has to be installed again in
`run.pre-run`:

    runtime: python311

Or build an image: that is not bound to the platform's runtimes.

## When not to use it
For a service that exists, is not going to be made anew, and is left as it is on purpose.

## Known limits
The list is that of the platform's profile; a runtime that it does not know is AR701.
"""

from __future__ import annotations

from collections.abc import Iterator

from runready_linter.facts import ServiceFacts
from runready_linter.findings import Finding, Severity
from runready_linter.link.project import Project
from runready_linter.rule import Example, Rule
from runready_rules import platforms
from runready_rules.configurations import runtime_name, runtime_text, sure


def check(project: Project) -> Iterator[Finding]:
    """One finding for each service configuration with a retired runtime."""
    for service in project.services:
        runtimes = platforms.of(project).runtimes
        runtime, name = service.runtime, runtime_name(service)
        retired = next((r for r in runtimes.retired.value if r.name == name), None)
        if runtime is not None and retired is not None:
            yield RULE.finding(
                project.span(service.path, runtime.loc),
                f"{runtime.text} is past its end of support since {retired.ended}: new services are refused",
                help=f"use {_successor(service, name, [r.name for r in runtimes.supported.value])}",
                confidence=sure(runtime),
            )


def _successor(service: ServiceFacts, name: str, supported: list[str]) -> str:
    """The supported runtime of the same language, or an image."""
    language = name.rstrip("0123456789")
    found = next((s for s in supported if s.rstrip("0123456789") == language), "")
    return runtime_text(service, found) if found else "an image: no runtime of its language is left"


_BUILD = "build:\n  commands:\n    build:\n      - make\nrun:\n  command: ./start\n"

RULE = Rule(
    code="AR703",
    name="retired-runtime",
    clause="framework",
    severity=Severity.ERROR,
    check=check,
    doc=__doc__,
    needles=(b"untime",),
    bad=(
        Example("Python 3.7 and 3.8", (("apprunner.yaml", "version: 1.0\nruntime: python3  # <- AR703\n" + _BUILD),)),
        Example("Node.js 18", (("apprunner.yaml", "version: 1.0\nruntime: nodejs18  # <- AR703\n" + _BUILD),)),
        Example("in quotes", (("apprunner.yaml", "version: 1.0\nruntime: 'go1'  # <- AR703\n" + _BUILD),)),
        Example("PHP", (("apprunner.yaml", "version: 1.0\n" + _BUILD + "runtime: php81  # <- AR703\n"),)),
    ),
    good=(
        Example("Python 3.11", (("apprunner.yaml", "version: 1.0\nruntime: python311\n" + _BUILD),)),
        Example("Node.js 22", (("apprunner.yaml", "version: 1.0\nruntime: nodejs22\n" + _BUILD),)),
        Example("Java", (("apprunner.yaml", "version: 1.0\nruntime: corretto8\n" + _BUILD),)),
        Example(
            "the version of the language is another key",
            (("apprunner.yaml", "version: 1.0\nruntime: python311\n" + _BUILD + "  runtime-version: python3\n"),),
        ),
    ),
)
