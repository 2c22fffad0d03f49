"""Which policies the instance role has, as the project says it: `service.role_policy` in `runready.yaml`."""

from __future__ import annotations

import posixpath
import tomllib

from runready_linter import yaml_tree
from runready_linter.facts import Loc, Scalar, Trouble
from runready_linter.link.project import Project
from runready_linter.problems import Place, UsageProblem
from runready_linter.yaml_tree import Entries, Items, Node
from runready_rules.aws import policy
from runready_rules.aws.policy import Policy

_KEY = "role_policy"
_FILES = ("runready.yaml", "runready.yml")


def role_policies(project: Project) -> tuple[Policy, ...] | None:
    """The policies of the instance role: `project.derive(role_policies)`; None: the project names none.

    Raises:
        UsageProblem: a file that is named is not there, or is no policy.
    """
    named = _named(project)
    return tuple(_read(project, name, place) for name, place in named) if named else None


def _named(project: Project) -> list[tuple[str, Place]]:
    """The files that the configuration names, each with the place that names it."""
    for path in _FILES:
        data = project.read(path)
        root = yaml_tree.parse(data) if data is not None else None
        # A configuration that is no YAML is told by what runs the application.
        if isinstance(root, Entries):
            found = _under(_under(root, "service"), _KEY)
            scalars = found.items if isinstance(found, Items) else (found,)
            named = [(s.text, Place(path, s.loc.line, s.loc.column)) for s in scalars if isinstance(s, Scalar)]
            if named:
                return named
    return _named_in_toml(project)


def _named_in_toml(project: Project) -> list[tuple[str, Place]]:
    path = "pyproject.toml"
    data = project.read(path)
    if data is None or _KEY.encode() not in data:
        return []
    try:
        found: object = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        return []
    for key in ("tool", "runready", "service", _KEY):
        found = found.get(key) if isinstance(found, dict) else None
    return [(name, Place(path)) for name in (found if isinstance(found, list) else [found]) if isinstance(name, str)]


def _under(node: Node | None, key: str) -> Node | None:
    return node.get(key) if isinstance(node, Entries) else None


def _read(project: Project, name: str, place: Place) -> Policy:
    path = posixpath.normpath(name)
    data = project.read(path)
    if data is None:
        raise UsageProblem(
            f"the policy {name!r} is not a file of the project", place=place, help="name it from the project's folder"
        )
    found = policy.read(path, data)
    if isinstance(found, Trouble):
        raise _problem(path, found)
    return found


def _problem(path: str, trouble: Trouble) -> UsageProblem:
    loc: Loc = trouble.loc
    return UsageProblem(
        f"the policy {trouble.message}",
        place=Place(path, loc.line, loc.column),
        help="a policy is JSON with `Version` and `Statement`, as IAM takes it",
    )
