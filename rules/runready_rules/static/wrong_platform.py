"""The image is built for another platform than the instances have.

## What it does
Looks at what the last stage is built from: `FROM --platform=...`, with build arguments and their defaults put in, and base images
whose name is for one processor (`arm64v8/python`, a tag that ends in `-arm64`) or for Windows. Stages that only build are free: a
`--platform=$BUILDPLATFORM` there is how cross-building is done.

## Why it matters on App Runner
Instances are linux/amd64. An image for another processor cannot be started: the log says `exec format error`, and the deployment
fails. It is the usual trap of images built on a machine with an ARM processor.

## How to fix
Name the platform where the image is built, and leave the file free:

    docker buildx build --platform linux/amd64 -t app .

or fix it in the last stage:

    FROM --platform=linux/amd64 python:3.12-slim

## When not to use it
For a file that is built for another platform on purpose, beside one that App Runner gets.

## Known limits
What the machine that builds is, and what options the build is given, is not known. Binaries that a stage compiles for another
processor are not seen.
"""

from __future__ import annotations

from collections.abc import Iterator

from runready_linter.containerfile.image import Image
from runready_linter.facts import ContainerFacts, Loc
from runready_linter.findings import Evidence, Finding, Severity
from runready_linter.link.images import shipped_images
from runready_linter.link.project import Project
from runready_linter.rule import Example, Rule
from runready_rules import platforms

_PROCESSORS = {
    "amd64": "amd64", "x86_64": "amd64", "x86-64": "amd64", "arm64": "arm64", "aarch64": "arm64", "arm": "arm", "armhf": "arm", "armv7": "arm",
    "386": "386", "i386": "386", "ppc64le": "ppc64le", "s390x": "s390x", "riscv64": "riscv64", "mips64le": "mips64le", "loong64": "loong64",
}  # fmt: skip


def check(project: Project) -> Iterator[Finding]:
    """One finding for each shipped image of another platform."""
    fits = platforms.of(project).instances.architectures.value
    for path, image in project.derive(shipped_images).items():
        facts = project.containers[path]
        named, loc, why = _platform(project, facts, image)
        if named and named not in fits:
            yield RULE.finding(
                project.span(path, loc),
                f"the image is for {named}{why}, but instances are {' or '.join(fits)}: it cannot be started",
                help=f"build it with --platform {fits[0]}, from a base image that has it",
                evidence=_default(path, facts, loc),
            )


def _platform(project: Project, facts: ContainerFacts, image: Image) -> tuple[str, Loc, str]:
    """The platform that an image is for, the `FROM` that decides it, and by what other than its option."""
    first = next(i.loc for i in facts.instructions if i.keyword == "FROM" and i.stage == image.stages[0])
    by_base = project.knowledge.base_image(image.base).platform
    if by_base:
        return by_base, first, f", as its base image {image.base} is"
    if image.platform is not None:
        return _normal(image.platform.text), image.platform.loc, ""
    return "", first, ""


def _normal(text: str) -> str:
    """A platform as `os/processor`, without its variant; "" for what is none."""
    parts = text.lower().split("/")
    system, processor = ("linux", parts[0]) if len(parts) == 1 else (parts[0], parts[1])
    known = _PROCESSORS.get(processor)
    return f"{system}/{known}" if known and system in ("linux", "windows", "darwin", "freebsd") else ""


def _default(path: str, facts: ContainerFacts, loc: Loc) -> Iterator[Evidence]:
    """Where the default of a build argument in a `FROM` stands."""
    start = next(i for i in facts.instructions if i.keyword == "FROM" and i.loc == loc)
    written = start.text + "".join(value for _, value in start.flags)
    for instruction in facts.instructions:
        if instruction.keyword == "ARG" and instruction.stage == -1:
            for name, value in instruction.pairs:
                if value and (f"${name}" in written or f"${{{name}" in written):
                    yield Evidence(path, instruction.loc.line, f"{name} is {value} unless the build says otherwise")


_APP = 'WORKDIR /app\nCOPY . .\nCMD ["gunicorn", "app:app"]\n'

RULE = Rule(
    code="AR604",
    name="wrong-platform",
    clause="framework",
    severity=Severity.ERROR,
    check=check,
    doc=__doc__,
    needles=(b"FROM", b"from", b"From"),
    bad=(
        Example("the last stage's platform", (("Dockerfile", "FROM --platform=linux/arm64 python:3.12-slim  # <- AR604\n" + _APP),)),
        Example(
            "the default of a build argument",
            (("Dockerfile", "ARG TARGETPLATFORM=linux/arm64/v8\nFROM --platform=$TARGETPLATFORM python:3.12-slim  # <- AR604\n" + _APP),),
        ),
        Example("a base image for one processor", (("Dockerfile", "FROM arm64v8/python:3.12-slim  # <- AR604\n" + _APP),)),
        Example("a tag for one processor", (("Dockerfile", "FROM gcr.io/distroless/python3-debian12:latest-arm64  # <- AR604\n" + _APP),)),
        Example(
            "the stage that the last one is built from",
            (("Dockerfile", "FROM --platform=arm64 node:22 AS base  # <- AR604\nFROM base\n" + _APP),),
        ),
        Example(
            "Windows",
            (("Dockerfile", 'FROM mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-ltsc2022  # <- AR604\nENTRYPOINT ["dotnet", "app.dll"]\n'),),
        ),
    ),
    good=(
        Example("none named", (("Dockerfile", "FROM python:3.12-slim\n" + _APP),)),
        Example("the right one", (("Dockerfile", "FROM --platform=linux/amd64 python:3.12-slim\n" + _APP),)),
        Example("by another name", (("Dockerfile", "FROM --platform=linux/x86_64 python:3.12-slim\n" + _APP),)),
        Example(
            "a stage that only builds",
            (("Dockerfile", "FROM --platform=linux/arm64 node:22 AS web\nRUN npm run build\nFROM python:3.12-slim\nCOPY --from=web /dist /dist\n" + _APP),),
        ),
        Example(
            "what the build is given",
            (("Dockerfile", "FROM --platform=$BUILDPLATFORM golang:1.23 AS build\nRUN go build\nFROM --platform=$TARGETPLATFORM alpine:3.20\n" + _APP),),
        ),
        Example(
            "another default",
            (("Dockerfile", "ARG ARCH=linux/amd64\nFROM --platform=${ARCH} python:3.12-slim\n" + _APP),),
        ),
        Example("a name that only looks so", (("Dockerfile", "FROM registry.corp/charm64/python:3.12-charmed\n" + _APP),)),
    ),
)  # fmt: skip
