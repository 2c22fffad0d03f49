"""What the project itself writes into variables: in its code, its images and their start scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from runready_linter.containerfile.image import final_image
from runready_linter.containerfile.names import shipped
from runready_linter.facts import ContainerFacts, Function, Instruction, Loc
from runready_linter.findings import Span
from runready_linter.link.elsewhere import in_test, runs_elsewhere
from runready_linter.link.evaluate import evaluator
from runready_linter.link.launch import launches
from runready_linter.link.objects import External
from runready_linter.link.project import Project
from runready_linter.link.tracing import tracer
from runready_linter.resolved import Resolved
from runready_linter.values import Attr, Call, Const, Imported, Item, Table, Value

_NAME = re.compile(r"\w+")
_SETTERS = frozenset({"setdefault", "putenv", "update", "__setitem__"})


@dataclass(frozen=True, slots=True)
class Written:
    """A value that a scope of the code writes into a variable; `span` is the place of the write, `guards` are the
    conditions that it depends on. `unless_set`: a value that is there stays."""

    name: str
    value: tuple[Resolved, ...]
    span: Span
    scope: str
    guards: tuple[Value, ...] = ()
    unless_set: bool = False


def written_in_code(project: Project, names: frozenset[str]) -> Iterator[Written]:
    """The writes to the environment variables of these names in the code of the service."""
    for path, function in project.functions():
        if not project.serves(path):
            continue
        for name, value, loc, guards, unless_set in _writes(project, path, function):
            if name not in names or runs_elsewhere(guards) or in_test(project, path, function.qualname):
                continue
            traced = project.derive(tracer).resolved(path, value)
            yield Written(name, traced, project.span(path, loc), function.qualname, guards, unless_set)


def _writes(
    project: Project, path: str, function: Function
) -> Iterator[tuple[str, Value, Loc, tuple[Value, ...], bool]]:
    for store in function.stores:
        match store.target:
            case Item(base=base, key=Const(value=str(name))) if store.kind == "assign" and store.value is not None:
                if _is_environment(project, path, base):
                    yield name, store.value, store.loc, store.guards, False
            case target if store.kind == "augment" and isinstance(store.value, Table):
                # `os.environ |= {"NAME": "value"}`
                if _is_environment(project, path, target):
                    for name, value in _entries(store.value):
                        yield name, value, store.loc, store.guards, False
            case _:
                pass
    for site in function.calls:
        callee = site.call.callee
        if callee in (Imported("os.putenv"), Attr(Imported("os"), "putenv")):
            for name, value in _given(site.call):
                yield name, value, site.loc, site.guards, False
        elif isinstance(callee, Attr) and callee.name in _SETTERS and _is_environment(project, path, callee.base):
            for name, value in _given(site.call):
                # The entry's own line, where the call has several.
                line = value.line if isinstance(value, Const) and value.line else site.loc.line
                yield name, value, Loc(line), site.guards, callee.name == "setdefault"


def _given(call: Call) -> Iterator[tuple[str, Value]]:
    """The variables that a call sets: a name and its value, keywords, a mapping."""
    match call.args:
        case (Const(value=str(name)), value, *_):
            yield name, value
        case (Table() as table,):
            yield from _entries(table)
        case _:
            pass
    yield from call.keywords


def _entries(table: Table) -> Iterator[tuple[str, Value]]:
    for key, value in table.pairs:
        if isinstance(key, Const) and isinstance(key.value, str):
            yield key.value, value


def _is_environment(project: Project, path: str, base: Value) -> bool:
    return any(
        isinstance(thing, External) and thing.path in project.knowledge.env_mappings
        for thing in project.derive(evaluator).objects(path, base)
    )


@dataclass(frozen=True, slots=True)
class Baked:
    """A variable that an instruction of a container file sets. `value` is None where a build argument without a
    default gives it, which then stays in the image."""

    name: str
    value: str | None
    span: Span
    stage: int


def set_in_images(project: Project, names: frozenset[str], *, every_stage: bool) -> Iterator[Baked]:
    """The variables of these names that container files set by `ENV`, and in every stage by `ARG` too.

    Args:
        every_stage: also what does not reach the image, where it is literal.
    """
    for path in sorted(shipped(project.containers)):
        facts = project.containers[path]
        image = final_image(facts)
        for name, setting in image.env.items() if image is not None else ():
            if name in names and (setting.value is not None or _is_argument(facts, name, setting.loc)):
                yield Baked(name, setting.value, _line_of(project, path, setting.loc, name), len(facts.stages) - 1)
    if every_stage:
        yield from (baked for baked in literals_in_images(project) if baked.name in names)


def literals_in_images(project: Project) -> Iterator[Baked]:
    """The variables that container files set to a literal by `ENV` or `ARG`, in every stage."""
    for path in sorted(shipped(project.containers)):
        for instruction in project.containers[path].instructions:
            for name, value in _literal_pairs(instruction):
                yield Baked(name, value, _line_of(project, path, instruction.loc, name), instruction.stage)


def _is_argument(facts: ContainerFacts, name: str, loc: Loc) -> bool:
    """Whether an instruction sets a variable from a declared build argument; from an undeclared one it gets nothing."""
    raw = next((v for i in facts.instructions if i.loc == loc for n, v in i.pairs if n == name), "")
    declared = {n for i in facts.instructions if i.keyword == "ARG" for n, _ in i.pairs}
    return bool(declared & set(_NAME.findall(raw)))


def _literal_pairs(instruction: Instruction) -> Iterator[tuple[str, str]]:
    if instruction.keyword in ("ENV", "ARG"):
        for name, value in instruction.pairs:
            if value and "$" not in value:
                yield name, value


def _line_of(project: Project, path: str, loc: Loc, name: str) -> Span:
    """The line on which an instruction of several lines sets a variable."""
    lines = (project.read(path) or b"").decode(errors="replace").splitlines()
    for number in range(loc.line, max(loc.line, loc.end_line) + 1):
        if number <= len(lines) and name in lines[number - 1]:
            return Span(path, number)
    return project.span(path, loc)


def set_by_start_commands(project: Project, names: frozenset[str]) -> Iterator[Baked]:
    """The variables of these names that start commands and scripts give to what they start, as literals."""
    seen: set[tuple[str, Span]] = set()
    for launch in launches(project):
        for started in launch.commands if launch.ships else ():
            for name in names & started.variables.keys():
                text = started.variables[name]
                place = text.origin or text.at
                if text.known is None or (place.path in project.containers and name in launch.variables):
                    continue
                if (name, place) not in seen:
                    seen.add((name, place))
                    yield Baked(name, text.known, place, 0)
