"""The little of a Dockerfile that the harness needs: what its last stage starts, and whether it needs BuildKit."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import tree_sitter_containerfile
from tree_sitter import Language, Node, Parser

from runready_linter.problems import EnvironmentProblem

# In the order in which Docker and Podman look for them.
_NAMES = ("Dockerfile", "Containerfile")

# Options that only BuildKit (or Podman's own builder) understands, by instruction.
_BUILDKIT_OPTIONS = {
    "run_instruction": ("--mount", "--network", "--security"),
    "copy_instruction": ("--link", "--chmod", "--parents", "--exclude"),
    "add_instruction": ("--link", "--chmod", "--checksum", "--keep-git-dir", "--exclude"),
}


@dataclass(frozen=True, slots=True)
class Stage:
    """What a container of a stage starts with. A command is a list (exec form) or a string (a shell reads it)."""

    env: dict[str, str] = field(default_factory=dict)
    workdir: str = "/"
    entrypoint: list[str] | str | None = None
    command: list[str] | str | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """Why a Dockerfile needs BuildKit: the line, counted from 1, and what stands there."""

    line: int
    what: str


def dockerfile_of(project: Path, named: str | None) -> Path | None:
    """The Dockerfile of a project: the `named` one (relative to the project), else the usual names, else None.

    Raises:
        EnvironmentProblem: the named one is not there.
    """
    if named is not None:
        path = project / named
        if not path.is_file():
            raise EnvironmentProblem(
                f"There is no {named} in {project}.", help="Correct `service: dockerfile:` in the service file."
            )
        return path
    return next((project / name for name in _NAMES if (project / name).is_file()), None)


def buildkit_need(source: str) -> Need | None:
    """The first place of a Dockerfile that the classic builder cannot build, or would build into something empty."""
    for node in _instructions(source):
        if _first(node, "heredoc_block"):
            return Need(node.start_point.row + 1, "a here-document")
        text = _text(node)
        for option in _BUILDKIT_OPTIONS.get(node.type, ()):
            if re.match(rf"\w+(\s+--\S+)*\s+{option}\b", text):
                return Need(node.start_point.row + 1, f"{text.split(None, 1)[0].upper()} {option}")
    return None


def last_stage(source: str) -> Stage:
    """What the last stage of a Dockerfile sets, with the earlier stages that it is built from."""
    stages: dict[str, Stage] = {}
    env: dict[str, str] = {}
    workdir, alias = "/", ""
    entrypoint: list[str] | str | None = None
    command: list[str] | str | None = None
    for node in _instructions(source):
        match node.type:
            case "from_instruction":
                base = stages.get(_text(_first(node, "image_spec")).lower(), Stage())
                env, workdir = dict(base.env), base.workdir
                entrypoint, command = base.entrypoint, base.command
                alias = _text(_first(node, "image_alias")).lower()
            case "env_instruction":
                for pair in _all(node, "env_pair"):
                    key, value = pair.named_children[0], pair.named_children[-1]
                    env[_text(key)] = _expand(_unquote(_text(value)), env)
            case "workdir_instruction":
                path = _expand(_unquote(_text(_first(node, "path"))), env)
                workdir = path if path.startswith("/") else f"{workdir.rstrip('/')}/{path}"
            case "entrypoint_instruction":
                # A new entry point drops the command of the base image (Dockerfile reference, ENTRYPOINT).
                entrypoint, command = _form(node), None
            case "cmd_instruction":
                command = _form(node)
        if alias:
            stages[alias] = Stage(dict(env), workdir, entrypoint, command)
    return Stage(env, workdir, entrypoint, command)


@cache
def _parser() -> Parser:
    return Parser(Language(tree_sitter_containerfile.language()))


def _instructions(source: str) -> Iterator[Node]:
    return iter(_parser().parse(source.encode()).root_node.named_children)


def _text(node: Node | None) -> str:
    return (node.text or b"").decode(errors="replace") if node is not None else ""


def _first(node: Node, kind: str) -> Node | None:
    return next(iter(_all(node, kind)), None)


def _all(node: Node, kind: str) -> list[Node]:
    return [child for child in node.named_children if child.type == kind]


def _form(node: Node) -> list[str] | str:
    if array := _first(node, "json_string_array"):
        try:
            return [str(word) for word in json.loads(_text(array))]
        except ValueError:
            return _text(array)
    lines = _text(_first(node, "shell_command"))
    return re.sub(r"\\[ \t]*\n\s*(#[^\n]*\n\s*)*", " ", lines).strip()


def _unquote(text: str) -> str:
    if len(text) >= 2 and text[0] == text[-1] and text[0] in "'\"":
        return text[1:-1]
    return re.sub(r"\\(.)", r"\1", text)


def _expand(text: str, env: dict[str, str]) -> str:
    return re.sub(r"\$(?:\{(\w+)\}|(\w+))", lambda match: env.get(match[1] or match[2], ""), text)
