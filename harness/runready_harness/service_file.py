"""Finds and reads `runready.yaml`, `[tool.runready]` and `*.flow.yaml`."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runready_harness.file_schema import json_schema
from runready_harness.notation import SERVICE_KEYS, Reading, flows_of, read_file
from runready_harness.positions import Document, Fault, parse, problem
from runready_harness.spec import Flow, RunreadyFile
from runready_linter.problems import Place, UsageProblem
from runready_rules.platforms import Profile

__all__ = ["Loaded", "json_schema", "load", "load_flows"]

NAMES = ("runready.yaml", "runready.yml")
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
    path = explicit if explicit is not None else _found(project)
    reading = Reading(environment, profile)
    file = RunreadyFile()
    if path is not None:
        document = _document(path, project)
        if document is not None:
            file = read_file(document, path.parent, reading)
    flows = list(file.flows)
    for flow_file in sorted({each for pattern in _FLOW_FILES for each in project.glob(pattern) if each.is_file()}):
        flows += flows_of(parse(_bytes(flow_file), _shown(flow_file, project)), flow_file.parent, file.backing, reading)
    reading.check_unique(flows)
    if reading.faults:
        raise problem(reading.documents, reading.faults)
    return Loaded(file.model_copy(update={"flows": tuple(flows)}), path)


def load_flows(path: Path, *, environment: Mapping[str, str] | None = None) -> tuple[Flow, ...]:
    """The flows of one file: a list under `flows:`, or one flow alone (`name:` and `steps:`).

    Raises:
        UsageProblem: as for `load`.
    """
    reading = Reading(os.environ if environment is None else environment)
    flows = flows_of(parse(_bytes(path), str(path)), path.parent, {}, reading)
    reading.check_unique(flows)
    if reading.faults:
        raise problem(reading.documents, reading.faults)
    return tuple(flows)


def _found(project: Path) -> Path | None:
    """The project's own file. Two that both describe the service would leave it open which one counts."""
    candidates = [project / name for name in NAMES if (project / name).is_file()]
    pyproject = project / "pyproject.toml"
    if pyproject.is_file() and SERVICE_KEYS & _toml_settings(pyproject, project).keys():
        candidates.append(pyproject)
    if len(candidates) > 1:
        names = " and ".join(_named(path) for path in candidates[:2])
        raise UsageProblem(f"Both {names} describe the service.", place=Place(str(project)), help="Keep one of them.")
    return candidates[0] if candidates else None


def _named(path: Path) -> str:
    return "[tool.runready] in pyproject.toml" if path.suffix == ".toml" else path.name


def _document(path: Path, project: Path) -> Document | None:
    name = _shown(path, project)
    if path.suffix != ".toml":
        return parse(_bytes(path), name)
    return Document(name, (), _toml_settings(path, project)) if path.is_file() else parse(_bytes(path), name)


def _toml_settings(path: Path, project: Path) -> dict[str, Any]:
    name = _shown(path, project)
    try:
        tables = tomllib.loads(_bytes(path).decode("utf-8"))
    except UnicodeDecodeError:
        raise UsageProblem("Not UTF-8.", place=Place(name), help="Save the file as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        place = Place(name, int(at[1]), int(at[2])) if at else Place(name)
        raise UsageProblem(f"Not TOML: {str(error).partition(' (at ')[0]}.", place=place) from None
    tool = tables.get("tool")
    settings = tool.get("runready", {}) if isinstance(tool, dict) else {}
    if not isinstance(settings, dict):
        raise problem({}, [(name, Fault("expected a table", path=("tool", "runready")))])
    return settings


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UsageProblem("No such file.", place=Place(str(path))) from None
    except IsADirectoryError:
        raise UsageProblem("A folder, where a file is expected.", place=Place(str(path))) from None
    except OSError as error:
        raise UsageProblem(f"The file cannot be read: {error.strerror}.", place=Place(str(path))) from None


def _shown(path: Path, project: Path) -> str:
    """As the user knows it: relative to the working directory where it lies below."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)
