"""`HEALTHCHECK`, or `EXPOSE` of another port than the service's: neither is read.

## What it does
Reports the `HEALTHCHECK` that is in force in the image, and each `EXPOSE` that names another port than the one that a service
configuration in the project states, or than the platform's default where none states one.

## Why it matters on App Runner
Instances are checked as the service is configured: by TCP unless an HTTP path is set there. Requests go to the configured port, 8080
where nothing else is said. What the image says about either decides nothing, and misleads who reads it: an `EXPOSE 5000` moves no
request to port 5000.

## How to fix
Set the health check of the service (its path, interval and thresholds) and its port in the service configuration, and listen
on `PORT`. Let `EXPOSE` say the same port, or leave it out:

    EXPOSE 8080

## When not to use it
For an image that also runs where its health check and its ports are read.

## Known limits
The port of a service that is configured in the console only is not known.
"""

from __future__ import annotations

from collections.abc import Iterator

from runready_linter.containerfile.image import Image
from runready_linter.findings import Finding, Severity
from runready_linter.link.images import shipped_images
from runready_linter.link.project import Project
from runready_linter.link.service import stated_ports
from runready_linter.rule import Example, Rule


def check(project: Project) -> Iterator[Finding]:
    """One finding for each instruction that decides nothing."""
    by_launch = project.derive(stated_ports)
    every = {port.number for stated in by_launch.values() for port in stated}
    for path, image in project.derive(shipped_images).items():
        health = image.healthcheck
        if health is not None and health.text.strip().upper() != "NONE":
            yield RULE.finding(
                project.span(path, health.loc),
                f"{project.platform.name} does not read HEALTHCHECK: it checks as the service is configured",
                help="set the health check in the service configuration",
            )
        stated = {port.number for port in by_launch.get(path, ())} or every
        yield from _exposed(project, path, image, stated or {project.platform.default_port}, bool(stated))


def _exposed(project: Project, path: str, image: Image, ports: set[int], stated: bool) -> Iterator[Finding]:
    for loc in dict.fromkeys(said.loc for said in image.exposed):
        others = [said.text for said in image.exposed if said.loc == loc and not _names(said.text, ports)]
        if others:
            told = " or ".join(str(port) for port in sorted(ports))
            why = "as the service is configured" if stated else "unless the service is configured otherwise"
            yield RULE.finding(
                project.span(path, loc),
                f"{project.platform.name} does not read EXPOSE {' '.join(others)}: requests go to port {told}, {why}",
                help="listen on PORT, set the port in the service configuration, and let EXPOSE say the same or leave it out",
            )


def _names(word: str, ports: set[int]) -> bool:
    """Whether a word of `EXPOSE` (`8080`, `8080/tcp`, `8000-8090`) names one of the ports, or no port that is known."""
    numbers, _, protocol = word.partition("/")
    low, _, high = numbers.partition("-")
    if not (low.isascii() and low.isdigit() and (not high or high.isdigit())):
        return True
    return protocol.lower() in ("", "tcp") and any(int(low) <= port <= int(high or low) for port in ports)


_FROM = "FROM python:3.12-slim\nCOPY . /app\n"
_CMD = "CMD exec gunicorn -b 0.0.0.0:$PORT app:app\n"
_CONFIGURATION = (
    "version: 1.0\nruntime: python311\nbuild:\n  commands:\n    build:\n      - pip install -r requirements.txt\nrun:\n"
    "  command: gunicorn app:app\n  network:\n    port: 8000\n"
)

RULE = Rule(
    code="AR606",
    name="ignored-instruction",
    clause="framework",
    severity=Severity.INFO,
    check=check,
    doc=__doc__,
    needles=(b"HEALTHCHECK", b"healthcheck", b"Healthcheck", b"EXPOSE", b"expose", b"Expose"),
    bad=(
        Example(
            "a health check of the image",
            (("Dockerfile", _FROM + "HEALTHCHECK CMD curl -f http://localhost:8080/healthz  # <- AR606\n" + _CMD),),
        ),
        Example("another port than the default", (("Dockerfile", _FROM + "EXPOSE 5000  # <- AR606\n" + _CMD),)),
        Example(
            "another port than the configured one",
            (("Dockerfile", _FROM + "EXPOSE 8080  # <- AR606\n" + _CMD), ("apprunner.yaml", _CONFIGURATION)),
        ),
        Example("one more port", (("Dockerfile", _FROM + "EXPOSE 8080 9090/tcp  # <- AR606\n" + _CMD),)),
        Example("a variable of the image", (("Dockerfile", _FROM + "ENV WEB=3000\nEXPOSE $WEB  # <- AR606\n" + _CMD),)),
        Example(
            "in the stage that the last one is built from",
            (("Dockerfile", "FROM node:22 AS base\nEXPOSE 3000  # <- AR606\nFROM base\n" + _CMD),),
        ),
    ),
    good=(
        Example("the default port", (("Dockerfile", _FROM + "EXPOSE 8080/tcp\n" + _CMD),)),
        Example("the configured port", (("Dockerfile", _FROM + "EXPOSE 8000\n" + _CMD), ("apprunner.yaml", _CONFIGURATION))),
        Example("the variable that is not known", (("Dockerfile", _FROM + "EXPOSE ${PORT}\n" + _CMD),)),
        Example("a health check that is switched off", (("Dockerfile", _FROM + "HEALTHCHECK NONE\n" + _CMD),)),
        Example(
            "a stage that does not reach the image",
            (("Dockerfile", "FROM node:22 AS web\nEXPOSE 3000\nHEALTHCHECK CMD true\n" + _FROM + "COPY --from=web /dist /dist\n" + _CMD),),
        ),
    ),
)  # fmt: skip
