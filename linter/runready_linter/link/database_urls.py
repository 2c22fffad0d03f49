"""What a database URL or file chooses: a database on the instance itself, always or where a variable is not set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from runready_linter.facts import Binding, Function, Store
from runready_linter.findings import Span
from runready_linter.link.elsewhere import runs_elsewhere
from runready_linter.link.evaluate import argument, evaluator
from runready_linter.link.objects import External
from runready_linter.link.project import Project
from runready_linter.link.server_calls import in_image
from runready_linter.link.traced import Traced
from runready_linter.link.tracing import tracer
from runready_linter.resolved import Env, Literal, Unknown
from runready_linter.shell.text import Text
from runready_linter.values import Call, Const, Value

#: Stands for what is not known of a text.
MORE = "\N{HORIZONTAL ELLIPSIS}"
_READ_ONLY = re.compile(r"[?&](mode=ro|immutable=1)\b|access_mode=read_only")
_SCHEME = re.compile(r"(\w+)(\+\w+)?(?:://|$)")


@dataclass(frozen=True, slots=True)
class Choice:
    """A local database that a value chooses.

    Args:
        product: how messages name it.
        text: the URL or file, as far as it is literal.
        variables: it is used only where these variables are not set.
        origins: where the literals stand.
        named: which attribute holds a file's name, where nothing else is known of it.
    """

    product: str
    text: str
    variables: tuple[str, ...] = ()
    origins: tuple[Span, ...] = ()
    named: str = ""

    @property
    def in_memory(self) -> bool:
        """Whether it is not even a file."""
        rest = self.text.partition("://")[2] if "://" in self.text else self.text
        return ":memory:" in rest or "mode=memory" in rest or ("://" in self.text and rest.strip("/") == "")


@dataclass(frozen=True, slots=True)
class LocalDatabase:
    """A local database and the place that chooses it.

    Args:
        span: the setting, constructor or call.
        setting: it is a framework's setting, which goes before the calls that use it.
        users: the other calls that open the same one.
    """

    choice: Choice
    span: Span
    path: str
    scope: str
    setting: bool = False
    users: tuple[Span, ...] = ()


def entry_span(path: str, key: Value, value: Value) -> Span:
    """The line of an entry of a mapping."""
    line = key.line if isinstance(key, Const) and key.line else getattr(value, "line", 0)
    return Span(path, line or 1)


def chosen_by_url(project: Project, path: str, value: Value) -> Choice | None:
    """The local database that a URL, a driver's or an engine's name chooses; None: none, or it is not known."""
    found: list[tuple[Traced, str, Span | None]] = []
    variables: dict[str, None] = {}
    elsewhere, unknown = False, False
    for there, inner in _urls(project, path, value):
        for traced in project.derive(tracer).trace(there, inner):
            if isinstance(traced, Env) and isinstance(in_image(project, traced), Unknown):
                elsewhere = True
                continue
            one = in_image(project, traced) if isinstance(traced, Env) else traced
            if isinstance(one, Env):
                variables[one.name] = None
            local = _local(project, one)
            if local is not None and not _for_elsewhere(project, local[1]):
                found.append((one, *local))
                variables.update(dict.fromkeys(_names(one)))
            elif isinstance(one, Unknown) and local is None:
                unknown = True
            elif not isinstance(one, Env):
                elsewhere = elsewhere or local is None
    certain = [f for f in found if not isinstance(f[0], Env)]
    if not found or (len(certain) == len(found) and (unknown or elsewhere) and not variables):
        return None
    product = next((p for s, p in project.knowledge.databases.schemes.items() if found[0][1].startswith(s)), "")
    product = product or "SQLite"
    origins = tuple(dict.fromkeys(at for _, _, at in found if at is not None))
    return Choice(product, found[0][1], tuple(variables), origins)


def _urls(project: Project, path: str, value: Value) -> Iterator[tuple[str, Value]]:
    """The value itself, or the URL that a library makes a URL object or a mapping of."""
    from runready_linter.link.origins import Written, origins

    pending, seen = [(path, value)], set[tuple[str, Value]]()
    while pending and len(seen) < 40:
        here = pending.pop()
        if here in seen:
            continue
        seen.add(here)
        there, current = here
        made = _made_url(project, there, current) if isinstance(current, Call) else None
        if made is not None:
            pending.append((there, made))
            continue
        steps = origins(project, there, current) if not isinstance(current, Call) else None
        calls = [s for s in steps or () if isinstance(s, Written) and isinstance(s.value, Call)]
        if steps and len(calls) == len(steps):
            pending += [(s.path, s.value) for s in calls]
        else:
            yield here


def _made_url(project: Project, path: str, call: Call) -> Value | None:
    for thing in project.derive(evaluator).objects(path, call.callee):
        place = project.knowledge.databases.url_makers.get(thing.path) if isinstance(thing, External) else None
        if place is not None:
            return argument(call, *place)
    return None


def _local(project: Project, traced: Traced | None) -> tuple[str, Span | None] | None:
    """The text of a local database's URL, and where it stands; in a variable's fallback too."""
    match traced:
        case Literal(value=str(text), at=at) if is_local(project, text):
            return text, at
        case Text() if is_local(project, _begins(traced)):
            return f"{_begins(traced)}{MORE}", traced.at if traced.at.line else None
        case Unknown(begins=text) if text and is_local(project, text):
            return f"{text}{MORE}", None
        case Env(default=default):
            inner = _local(project, default)
            return (inner[0], inner[1] or traced.at) if inner is not None else None
        case _:
            return None


def _begins(text: Text) -> str:
    unknown = text.value
    return unknown.begins if isinstance(unknown, Unknown) else ""


def is_local(project: Project, text: str) -> bool:
    """Whether a URL, a driver's or an engine's name is one of a local database that can be written."""
    tables = project.knowledge.databases
    if text.startswith(tables.engines):
        return True
    scheme = _SCHEME.match(text)
    return scheme is not None and scheme[1] in tables.schemes and not _READ_ONLY.search(text)


def _names(traced: Traced | None) -> Iterator[str]:
    while isinstance(traced, Env):
        yield traced.name
        traced = traced.default


def _for_elsewhere(project: Project, at: Span | None) -> bool:
    """Whether a literal stands in an assignment that is for tests or development."""
    if at is None:
        return False
    return any(first <= at.line <= last for first, last in project.derive(_assignments_for_elsewhere).get(at.path, ()))


def _assignments_for_elsewhere(project: Project) -> dict[str, list[tuple[int, int]]]:
    """The lines of assignments under conditions that hold in tests or development only, by file."""
    found: dict[str, list[tuple[int, int]]] = {}
    for path, facts in project.python.items():
        functions: list[Function] = list(facts.functions.values())
        places: list[Binding | Store] = [b for bindings in facts.bindings.values() for b in bindings]
        places += [b for function in functions for bindings in function.locals.values() for b in bindings]
        places += [s for function in functions for s in function.stores]
        found[path] = [
            (p.loc.line, p.loc.end_line or p.loc.line) for p in places if p.guards and runs_elsewhere(p.guards)
        ]
    return found
