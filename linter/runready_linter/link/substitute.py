"""Putting a call's arguments in the places of the parameters, so that a helper gives what this caller asked for."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from typing import cast, get_args

from runready_linter.facts import Function
from runready_linter.link.project import Project
from runready_linter.values import Call, Choice, Element, Elsewhere, Local, Node, Opaque, Param, Value

_DEPTH = 12
#: Locals are put in place of their names, which may grow an expression; beyond this many new parts it is unknown.
_SIZE = 300
#: The names of each kind of value's parts that may hold other values.
_PARTS: dict[type, tuple[str, ...]] = {
    kind: tuple(
        f.name for f in dataclasses.fields(kind) if f.name not in {"line", "column", "scope", "partial", "kind"}
    )
    for kind in get_args(Value)
}
#: The names of all of its parts, in the order of its constructor.
_FIELDS: dict[type, tuple[str, ...]] = {
    kind: tuple(f.name for f in dataclasses.fields(kind)) for kind in get_args(Value)
}


class Substituter:
    """Puts arguments in the places of parameters, remembering what of a function rests on its parameters, and what
    came of each call: `project.derive(substituter)`."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._functions: dict[tuple[str, str], _Resting] = {}
        self._found: dict[tuple[str, str, Value, str, Call, bool], Value] = {}

    def substitute(self, path: str, qualname: str, value: Value, caller: str, call: Call, bound: bool) -> Value:
        """`value`, of the body of the function `qualname` of `path`, with the call's arguments for its parameters.

        Args:
            caller: the file that the call stands in.
            bound: the call is one of a bound method, whose first parameter is not among the arguments.
        """
        key = (path, qualname)
        resting = self._functions.get(key)
        if resting is None:
            resting = self._functions[key] = _Resting(self._project.python[path].functions[qualname])
        if not resting.rests(value):
            return value
        question = (path, qualname, value, caller, call, bound)
        found = self._found.get(question)
        if found is None:
            by = {n: Elsewhere(caller, v) for n, v in bind(resting.function, call, bound).items()}
            found = self._found[question] = _Replacement(resting, by).of(value, 0)
        return found


def substituter(project: Project) -> Substituter:
    """What substitutes in this project: `project.derive(substituter)`."""
    return Substituter(project)


def bind(function: Function, call: Call, bound: bool) -> dict[str, Value]:
    """The argument of each parameter that a call gives, by name; unpacked arguments end what is known."""
    positional = [p.name for p in function.params if p.kind == "positional"]
    if bound:
        positional = positional[1:]
    found: dict[str, Value] = {}
    for name, value in zip(positional, call.args, strict=False):
        if isinstance(value, Element):
            break
        found[name] = value
    names = {p.name for p in function.params}
    found.update({name: value for name, value in call.keywords if name in names})
    return found


class _Resting:
    """What of one function rests on its parameters, told once for each of its values."""

    def __init__(self, function: Function) -> None:
        self.function = function
        self._known: dict[Value, bool] = {}
        mentioned = {name: self._own_names(b.value for b in bindings) for name, bindings in function.locals.items()}
        #: Locals of which a binding mentions the name itself: what they are cannot be put in their place.
        self.circular = frozenset(name for name, names in mentioned.items() if Local(function.qualname, name) in names)
        users: dict[str, list[str]] = {}
        pending: list[str] = []
        for name, names in mentioned.items():
            if any(isinstance(n, Param) for n in names):
                pending.append(name)
            for used in names:
                if isinstance(used, Local):
                    users.setdefault(used.name, []).append(name)
        resting: set[str] = set()
        while pending:
            name = pending.pop()
            if name not in resting:
                resting.add(name)
                pending += users.get(name, ())
        self._resting = frozenset(resting)

    def rests(self, value: Value) -> bool:
        """Whether a value, or a local that it names, mentions a parameter of the function."""
        known = self._known.get(value)
        if known is None:
            match value:
                case Param(scope=scope):
                    known = scope == self.function.qualname
                case Local(scope=scope, name=name):
                    known = scope == self.function.qualname and name in self._resting
                case Elsewhere():
                    known = False
                case _:
                    known = any(self.rests(part) for part in _parts(value))
            self._known[value] = known
        return known

    def _own_names(self, values: Iterable[Value]) -> frozenset[Local | Param]:
        found: set[Local | Param] = set()
        pending = list(values)
        while pending:
            part = pending.pop()
            if isinstance(part, Local | Param):
                if part.scope == self.function.qualname:
                    found.add(part)
            elif not isinstance(part, Elsewhere):
                pending += _parts(part)
        return frozenset(found)


class _Replacement:
    """One call's arguments in the places of a function's parameters."""

    def __init__(self, resting: _Resting, by: dict[str, Elsewhere]) -> None:
        self._resting = resting
        self._by = by
        self._left = _SIZE
        self._locals: dict[str, Value] = {}

    def of(self, value: Value, depth: int) -> Value:
        # A value in which nothing changes stays the same object, whose answer may be known already.
        if not self._resting.rests(value):
            return value
        self._left -= 1
        if depth > _DEPTH or self._left < 0:
            return Opaque("deep")
        match value:
            case Param(name=name):
                return self._by.get(name, value)
            case Local(name=name):
                return self._local(value, name, depth)
            case _:
                made = cast(Callable[..., Value], type(value))
                return made(*(self._part(getattr(value, name), depth) for name in _FIELDS[type(value)]))

    def _local(self, value: Local, name: str, depth: int) -> Value:
        found = self._locals.get(name)
        if found is None:
            # Where its own bindings lead back to it, it stays what it is.
            self._locals[name] = value
            bindings = [b.value for b in self._resting.function.locals.get(name, ()) if b.kind != "augment"]
            if bindings and name not in self._resting.circular:
                replaced = tuple(self.of(b, depth + 1) for b in bindings)
                self._locals[name] = replaced[0] if len(replaced) == 1 else Choice(replaced)
            found = self._locals[name]
        return found

    def _part(self, part: object, depth: int) -> object:
        if isinstance(part, tuple):
            return tuple(self._part(p, depth) for p in part)
        if isinstance(part, Node):
            return self.of(cast(Value, part), depth + 1)
        return part


def _parts(value: Value) -> Iterator[Value]:
    """The values that a value is directly made of."""
    pending: list[object] = [getattr(value, name) for name in _PARTS[type(value)]]
    while pending:
        part = pending.pop()
        if isinstance(part, tuple):
            pending += part
        elif isinstance(part, Node):
            yield cast(Value, part)
