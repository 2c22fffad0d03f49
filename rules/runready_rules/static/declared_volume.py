"""`VOLUME` declares a folder as one whose files outlive the container, and nothing outlives an instance.

## What it does
Reports each `VOLUME` of the image that is built in the end, those of the stages that it is built from included.

## Why it matters on App Runner
No volume can be mounted. What is written to the folder lies in the instance's own storage, which is gone when the instance is replaced,
and which no other instance sees. `VOLUME` says that data is kept there: it is the trace of an application that relies on it.

## How to fix
Keep the data outside: files in S3, tables in a database. Then leave `VOLUME` out. For scratch files an ordinary folder does:

    RUN mkdir -p /app/cache && chown app /app/cache

## When not to use it
For an image that also runs where volumes exist, and that keeps nothing there on App Runner.

## Known limits
Volumes that the base image declares are not known here. What a `docker-compose.yml` mounts is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from runready_linter.findings import Finding, Severity
from runready_linter.link.images import shipped_images
from runready_linter.link.project import Project
from runready_linter.rule import Example, Rule


def check(project: Project) -> Iterator[Finding]:
    """One finding for each instruction."""
    for path, image in project.derive(shipped_images).items():
        for loc in dict.fromkeys(volume.loc for volume in image.volumes):
            folders = " and ".join(volume.text for volume in image.volumes if volume.loc == loc)
            yield RULE.finding(
                project.span(path, loc),
                f"{folders} is declared as a volume, but {project.platform.name} mounts none: its files are lost with the instance",
                help="keep the data in S3 or a database, and leave VOLUME out",
            )


_FROM = "FROM python:3.12-slim\nWORKDIR /app\nCOPY . .\n"
_CMD = 'CMD ["gunicorn", "app:app"]\n'

RULE = Rule(
    code="AR603",
    name="declared-volume",
    clause="storage",
    severity=Severity.WARNING,
    check=check,
    doc=__doc__,
    needles=(b"VOLUME", b"volume", b"Volume"),
    bad=(
        Example("a folder for uploads", (("Dockerfile", _FROM + "VOLUME /app/uploads  # <- AR603\n" + _CMD),)),
        Example("the JSON form", (("Dockerfile", _FROM + 'VOLUME ["/data", "/var/log/app"]  # <- AR603\n' + _CMD),)),
        Example(
            "in a stage that the last one is built from",
            (("Dockerfile", "FROM python:3.12-slim AS base\nVOLUME /data  # <- AR603\nFROM base\nCOPY . /app\n" + _CMD),),
        ),
        Example(
            "put off to the next stage",
            (("Dockerfile", "FROM python:3.12-slim AS base\nONBUILD VOLUME /data  # <- AR603\nFROM base\n" + _CMD),),
        ),
        Example("two of them", (("Dockerfile", _FROM + "VOLUME /data  # <- AR603\nVOLUME /media  # <- AR603\n" + _CMD),)),
    ),
    good=(
        Example("an ordinary folder", (("Dockerfile", _FROM + "RUN mkdir -p /app/cache\n" + _CMD),)),
        Example(
            "a stage that does not reach the image",
            (("Dockerfile", "FROM postgres:16 AS fixtures\nVOLUME /data\n" + _FROM + "COPY --from=fixtures /dump.sql .\n" + _CMD),),
        ),
        Example("a comment", (("Dockerfile", _FROM + "# VOLUME /data\n" + _CMD),)),
        Example(
            "an image for development beside the one that ships",
            (("Dockerfile", _FROM + _CMD), ("Dockerfile.dev", _FROM + "VOLUME /app\n" + _CMD)),
        ),
        Example("put off to images that others build", (("Dockerfile", _FROM + "ONBUILD VOLUME /data\n" + _CMD),)),
    ),
)  # fmt: skip
