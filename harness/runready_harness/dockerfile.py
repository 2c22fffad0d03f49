"""The little of a Dockerfile that the harness needs: what its last stage starts, and whether it needs BuildKit."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
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
class Copy:
    """Files of the project that a stage takes over: sources as written, the target as an absolute path."""

    sources: tuple[str, ...]
    target: str


@dataclass(frozen=True, slots=True)
class Stage:
    """What a container of a stage starts with. `runs` are the shell commands of its RUN lines. A start command is
    a list (exec form) or a string (a shell reads it)."""

    env: dict[str, str] = field(default_factory=dict)
    workdir: str = "/"
    copies: tuple[Copy, ...] = ()
    runs: tuple[str, ...] = ()
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


def instructions(source: str) -> list[tuple[int, str]]:
    """The instructions of a Dockerfile: the line of each, counted from 1, and its text with single spaces."""
    return [(node.start_point.row + 1, " ".join(_joined(_text(node)).split())) for node in _instructions(source)]


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
    stage, alias = Stage(), ""
    for node in _instructions(source):
        if node.type == "from_instruction":
            stage = stages.get(_text(_first(node, "image_spec")).lower(), Stage())
            alias = _text(_first(node, "image_alias")).lower()
        else:
            stage = _after(stage, node)
        if alias:
            stages[alias] = stage
    return stage


def _after(stage: Stage, node: Node) -> Stage:
    """A stage after one more instruction."""
    match node.type:
        case "env_instruction":
            env = dict(stage.env)
            for pair in _all(node, "env_pair"):
                key, value = pair.named_children[0], pair.named_children[-1]
                env[_text(key)] = _expand(_unquote(_text(value)), stage.env)
            return replace(stage, env=env)
        case "workdir_instruction":
            return replace(stage, workdir=_absolute(_text(_first(node, "path")), stage))
        case "copy_instruction" | "add_instruction":
            paths = [_text(each) for each in _all(node, "path")]
            if len(paths) < 2 or any(_text(each).startswith("--from") for each in _all(node, "param")):
                return stage
            copy = Copy(tuple(paths[:-1]), _absolute(paths[-1], stage))
            return replace(stage, copies=(*stage.copies, copy))
        case "run_instruction" if command := _first(node, "shell_command"):
            return replace(stage, runs=(*stage.runs, _joined(_text(command))))
        case "entrypoint_instruction":
            # A new entry point drops the command of the base image (Dockerfile reference, ENTRYPOINT).
            return replace(stage, entrypoint=_form(node), command=None)
        case "cmd_instruction":
            return replace(stage, command=_form(node))
    return stage


def _absolute(written: str, stage: Stage) -> str:
    return posixpath.normpath(posixpath.join(stage.workdir, _expand(_unquote(written), stage.env)))


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
    return _joined(_text(_first(node, "shell_command")))


def _joined(lines: str) -> str:
    """A shell command without its line continuations and the comment lines between them."""
    return re.sub(r"\s*\\[ \t]*\n\s*(#[^\n]*\n\s*)*", " ", lines).strip()


def _unquote(text: str) -> str:
    if len(text) >= 2 and text[0] == text[-1] and text[0] in "'\"":
        return text[1:-1]
    return re.sub(r"\\(.)", r"\1", text)


def _expand(text: str, env: dict[str, str]) -> str:
    return re.sub(r"\$(?:\{(\w+)\}|(\w+))", lambda match: env.get(match[1] or match[2], ""), text)
