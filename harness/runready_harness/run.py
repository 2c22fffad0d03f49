"""A run of the harness: takes a project through runtime, edge, flows and checks, and hands back what they found."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from runready_harness.spec import Service
from runready_harness.verdicts import CheckResult


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line chose.

    `image` is run as it is instead of building one. `flows_file` is a service file to take the flows from, `config`
    one to take everything from. `select` and `ignore` are codes or their prefixes; empty `select`: every check.
    `repeat` runs each replay that many times. `require_flows`: no flows written is an error. `keep` leaves the
    instances, network and image in place for a look.
    """

    image: str | None = None
    runtime: Literal["docker", "process", "auto"] = "auto"
    flows_file: Path | None = None
    config: Path | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    repeat: int = 1
    require_flows: bool = False
    keep: bool = False


@dataclass(frozen=True, slots=True)
class HarnessReport:
    """What a run of the harness found.

    `rung` is how far the discovery of flows got (`flows`, `openapi`, `root`); `unproven` are sentences that say what
    this run leaves unproven; `seconds` is wall time, `build_seconds` the part of it that the build took.
    """

    results: tuple[CheckResult, ...]
    runtime: Literal["docker", "process"]
    rung: Literal["flows", "openapi", "root"]
    unproven: tuple[str, ...]
    service: Service
    instances: int
    seconds: float
    build_seconds: float
