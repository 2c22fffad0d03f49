"""The image that a container file makes: what its last stage has in the end, with what it inherits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from posixpath import join, normpath

from runready_linter.facts import ContainerFacts, Heredoc, Instruction, Loc

_DEFAULT_SHELL = ("/bin/sh", "-c")
_VARIABLE = re.compile(r"\\(.)|\$(?:(\w+)|\{(\w+)(?:(:?[-+])([^{}]*))?\})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Setting:
    """A variable of the image. `value` is None where it is not known (it is made from a build argument without a
    default, or from the base image)."""

    value: str | None
    loc: Loc


@dataclass(frozen=True, slots=True)
class Copy:
    """Files that the image gets from the build context; `sources` and `heredocs` (by name) say from where."""

    sources: tuple[str, ...]
    destination: str
    heredocs: tuple[Heredoc, ...] = ()


@dataclass(frozen=True, slots=True)
class Image:
    """What a stage has in the end, its named earlier stages included.

    Args:
        base: the image that the whole chain of stages starts from, as written.
        loc: the last stage's `FROM`.
        env: its variables.
        entrypoint, command: the instructions in force; None: none is set in this file.
        resets: the base image's own entry point and command are out of force.
        shell: what reads a shell form.
        workdir: the working directory, "" where it is the base image's.
        copies: from the build context, of every stage, since files wander between stages.
    """

    base: str
    loc: Loc
    env: Mapping[str, Setting] = field(default_factory=dict)
    entrypoint: Instruction | None = None
    command: Instruction | None = None
    resets: bool = False
    shell: tuple[str, ...] = _DEFAULT_SHELL
    workdir: str = ""
    copies: tuple[Copy, ...] = ()


def final_image(facts: ContainerFacts) -> Image | None:
    """The image that is built when no target is named: the last stage's. None: the file has no stage."""
    if not facts.stages:
        return None
    built: dict[int, Image] = {}
    arguments = _arguments(facts, -1, {})
    for index, (_, base) in enumerate(facts.stages):
        built[index] = _stage(facts, index, _named(facts, index, base), built, base, arguments)
    copies = tuple(copy for index in built for copy in _copies(facts, index))
    return replace(built[len(facts.stages) - 1], copies=copies)


def _named(facts: ContainerFacts, index: int, base: str) -> int | None:
    """The earlier stage that a `FROM` names."""
    for earlier in range(index - 1, -1, -1):
        if facts.stages[earlier][0] and facts.stages[earlier][0] == base.lower():
            return earlier
    return None


def _stage(
    facts: ContainerFacts,
    index: int,
    parent: int | None,
    built: Mapping[int, Image],
    base: str,
    arguments: Mapping[str, str | None],
) -> Image:
    """One stage, applied instruction by instruction as the builder does.

    Source: https://docs.docker.com/reference/dockerfile/#understand-how-cmd-and-entrypoint-interact and
    `dispatchEntrypoint` of the builder: an ENTRYPOINT drops a CMD that the stage did not set itself.
    """
    loc = next(i.loc for i in facts.instructions if i.keyword == "FROM" and i.stage == index)
    image = replace(built[parent], loc=loc) if parent is not None else Image(base, loc)
    env = dict(image.env)
    local = dict[str, str | None]()
    own_command = False
    for instruction in facts.instructions:
        if instruction.stage != index or instruction.onbuild:
            continue
        match instruction.keyword:
            case "ENV":
                # All of one instruction's values see the variables as they were before it.
                known = {**local, **{name: setting.value for name, setting in env.items()}}
                for name, value in instruction.pairs:
                    env[name] = Setting(expand(value, known), instruction.loc)
            case "ARG":
                for name, value in instruction.pairs:
                    local[name] = expand(value, local) if value else arguments.get(name)
            case "SHELL" if instruction.exec_form:
                image = replace(image, shell=instruction.exec_form)
            case "WORKDIR":
                known = {**local, **{name: setting.value for name, setting in env.items()}}
                folder = expand(instruction.text.strip("\"'"), known)
                image = replace(image, workdir=normpath(join(image.workdir or "/", folder)) if folder else "")
            case "CMD":
                own_command = True
                image = replace(image, command=instruction, resets=True)
            case "ENTRYPOINT":
                command = image.command if own_command else None
                image = replace(image, entrypoint=instruction, command=command, resets=True)
    return replace(image, env=env)


def _arguments(facts: ContainerFacts, stage: int, known: Mapping[str, str | None]) -> dict[str, str | None]:
    """The build arguments of a stage with their defaults; None: it has none."""
    found = dict(known)
    for instruction in facts.instructions:
        if instruction.stage == stage and instruction.keyword == "ARG":
            for name, value in instruction.pairs:
                found[name] = expand(value, found) if value else None
    return found


def _copies(facts: ContainerFacts, stage: int) -> Iterator[Copy]:
    """The files that a stage takes from the build context."""
    for instruction in facts.instructions:
        if instruction.stage != stage or instruction.keyword not in ("COPY", "ADD") or instruction.onbuild:
            continue
        if any(name == "from" for name, _ in instruction.flags):
            continue
        words = instruction.exec_form or tuple(instruction.text.split())
        if len(words) >= 2:
            folder = _workdir_before(facts, instruction)
            slash = "/" if words[-1].endswith("/") or words[-1] in (".", "./") or len(words) > 2 else ""
            destination = normpath(join(folder, words[-1])).rstrip("/") + slash
            sources = tuple(w for w in words[:-1] if not w.startswith("<<"))
            yield Copy(sources, destination or "/", instruction.heredocs)


def _workdir_before(facts: ContainerFacts, instruction: Instruction) -> str:
    folder = "/"
    for other in facts.instructions:
        if other is instruction:
            break
        if other.keyword == "WORKDIR" and other.stage == instruction.stage:
            folder = normpath(join(folder, other.text.strip("\"'")))
    return folder


def expand(value: str, known: Mapping[str, str | None]) -> str | None:
    """A value with its variables expanded as the builder does; None where one of them is not known.

    Source: https://docs.docker.com/reference/dockerfile/#environment-replacement
    """
    unknown = False

    def replacement(match: re.Match[str]) -> str:
        nonlocal unknown
        if match[1] is not None:
            return match[1]
        name, operator, word = match[2] or match[3], match[4] or "", match[5] or ""
        current = known.get(name)
        if operator.endswith("+"):
            return word if current or (current is not None and operator == "+") else ""
        if current is None or (not current and operator == ":-"):
            if operator.endswith("-"):
                return expand(word, known) or ""
            unknown = unknown or current is None
        return current or ""

    text = _VARIABLE.sub(replacement, value)
    return None if unknown else text
