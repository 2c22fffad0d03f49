"""The service as the project's own file describes it (`service:` in `runready.yaml`): its port and its variables.

No platform reads that file. It says how the service is meant to be configured, which counts where a platform does not tell an
application its port, and the configuration is nowhere else in the project.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass

from runready_linter import yaml_tree
from runready_linter.facts import Scalar
from runready_linter.link.project import Project
from runready_linter.link.service import ports_of
from runready_linter.resolved import Listen
from runready_linter.yaml_tree import Entries

_FILES = ("runready.yaml", "runready.yml")


@dataclass(frozen=True, slots=True)
class Described:
    """What the file says; None and nothing for what it does not say."""

    port: int | None = None
    variables: frozenset[str] = frozenset()


def described(project: Project) -> Described:
    """The project's own description of its service: `project.derive(described)`."""
    for path in _FILES:
        data = project.read(path)
        root = yaml_tree.parse(data) if data is not None else None
        service = root.get("service") if isinstance(root, Entries) else None
        if isinstance(service, Entries):
            port, env = service.get("port"), service.get("env")
            names = [name.text for name, _ in env.pairs] if isinstance(env, Entries) else []
            return Described(_number(port.text) if isinstance(port, Scalar) else None, frozenset(names))
    return _in_toml(project)


def expected_ports(project: Project, listen: Listen) -> frozenset[int]:
    """The ports that requests for a listener's service go to: those that configurations state, else the one of the project's
    own description, else the platform's default."""
    stated = frozenset(port.number for port in ports_of(project, listen))
    own = project.derive(described).port
    return stated or frozenset({own if own is not None else project.platform.default_port})


def _in_toml(project: Project) -> Described:
    data = project.read("pyproject.toml")
    if data is None or b"tool.runready" not in data:
        return Described()
    try:
        found: object = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        return Described()
    for key in ("tool", "runready", "service"):
        found = found.get(key) if isinstance(found, dict) else None
    if not isinstance(found, dict):
        return Described()
    env = found.get("env")
    return Described(
        _number(str(found.get("port", ""))), frozenset(map(str, env)) if isinstance(env, dict) else frozenset()
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text[:9]) < 65536 else None
