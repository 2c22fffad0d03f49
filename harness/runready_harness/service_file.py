"""Finds and reads `runready.yaml`, `[tool.runready]` and `*.flow.yaml`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from runready_harness.file_schema import json_schema
from runready_harness.notation import Reading, flows_of, read_file
from runready_harness.spec import Flow, RunreadyFile
from runready_linter.positions import Document, problem
from runready_linter.problems import Place, UsageProblem
from runready_linter.project_file import PYPROJECT, SERVICE_KEYS, documents, named, read, read_bytes, shown
from runready_linter.yaml_document import parse
from runready_rules.platforms import Profile

__all__ = ["Loaded", "json_schema", "load", "load_flows"]

_FLOW_FILES = ("*.flow.yaml", "*.flow.yml", "flows/*.flow.yaml", "flows/*.flow.yml")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the project says; `path` is the file it stands in, None where the project has none."""

    file: RunreadyFile
    path: Path | None


def load(
    project: Path,
    explicit: Path | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    profile: Profile | None = None,
) -> Loaded:
    """The project's settings and flows.

    Args:
        project: the folder of the application.
        explicit: the file that the user named instead; YAML, or a TOML file with `[tool.runready]`.
        environment: where `{{env.NAME}}` is looked up; by default this process's.
        profile: the platform whose service the file describes; by default the default one.

    Raises:
        UsageProblem: a file cannot be read, or anything in one is wrong; all errors are told at once, each with line,
            column, source line and, where there is one, a suggestion.
    """
    environment = os.environ if environment is None else environment
    found = _explicit(explicit) if explicit is not None else _found(project)
    reading = Reading(environment, profile)
    file = RunreadyFile() if found is None else read_file(found[1], found[0].parent, reading)
    flows = list(file.flows)
    for flow_file in sorted({each for pattern in _FLOW_FILES for each in project.glob(pattern) if each.is_file()}):
        flows += flows_of(parse(read_bytes(flow_file), shown(flow_file)), flow_file.parent, file.backing, reading)
    reading.check_unique(flows)
    if reading.faults:
        raise problem(reading.documents, reading.faults)
    return Loaded(file.model_copy(update={"flows": tuple(flows)}), explicit or (found[0] if found else None))


def load_flows(path: Path, *, environment: Mapping[str, str] | None = None) -> tuple[Flow, ...]:
    """The flows of one file: a list under `flows:`, or one flow alone (`name:` and `steps:`).

    Raises:
        UsageProblem: as for `load`.
    """
    reading = Reading(os.environ if environment is None else environment)
    flows = flows_of(parse(read_bytes(path), str(path)), path.parent, {}, reading)
    reading.check_unique(flows)
    if reading.faults:
        raise problem(reading.documents, reading.faults)
    return tuple(flows)


def _found(project: Path) -> tuple[Path, Document] | None:
    """The project's own file. Two that both describe the service would leave it open which one counts."""
    candidates = [
        (path, document)
        for path, document in documents(project)
        if path.name != PYPROJECT or SERVICE_KEYS & document.value.keys()
    ]
    if len(candidates) > 1:
        names = " and ".join(named(path) for path, _ in candidates[:2])
        raise UsageProblem(f"Both {names} describe the service.", place=Place(str(project)), help="Keep one of them.")
    return candidates[0] if candidates else None


def _explicit(path: Path) -> tuple[Path, Document] | None:
    document = read(path)
    return None if document is None else (path, document)
