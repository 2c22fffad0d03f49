"""Putting a call's arguments in the places of the parameters, so that a helper gives what this caller asked for."""

from __future__ import annotations

import dataclasses

from runready_linter.facts import Function, PythonFacts
from runready_linter.values import (
    Call,
    Choice,
    Element,
    Elsewhere,
    Local,
    Opaque,
    Param,
    Value,
)

_DEPTH = 12


def substitute(value: Value, function: Function, module: PythonFacts, call: Call, caller: str, bound: bool) -> Value:
    """`value`, of `function`'s body, with the call's arguments for its parameters.

    Args:
        module: the facts of the function's own file.
        caller: the file that the call stands in.
        bound: the call is one of a bound method, whose first parameter is not among the arguments.
    """
    arguments = bind(function, call, bound)
    return _replace(value, function, module, {n: Elsewhere(caller, v) for n, v in arguments.items()}, 0)


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


def _replace(value: Value, function: Function, module: PythonFacts, by: dict[str, Elsewhere], depth: int) -> Value:
    if depth > _DEPTH:
        return Opaque("deep")

    def go(part: object) -> object:
        if isinstance(part, tuple):
            return tuple(go(p) for p in part)
        if dataclasses.is_dataclass(part) and not isinstance(part, type):
            return _replace(part, function, module, by, depth + 1)  # type: ignore[arg-type]
        return part

    match value:
        case Param(scope=scope, name=name) if scope == function.qualname:
            return by.get(name, value)
        case Local(scope=scope, name=name) if scope == function.qualname:
            bindings = [b.value for b in function.locals.get(name, ()) if b.kind != "augment"]
            if not bindings or any(_mentions(b, value) for b in bindings):
                return value
            replaced = tuple(_replace(b, function, module, by, depth + 1) for b in bindings)
            return replaced[0] if len(replaced) == 1 else Choice(replaced)
        case Elsewhere():
            return value
        case _:
            changes = {f.name: go(getattr(value, f.name)) for f in dataclasses.fields(value)}
            return dataclasses.replace(value, **changes)  # type: ignore[arg-type]


def _mentions(value: object, wanted: Value) -> bool:
    if value == wanted:
        return True
    if isinstance(value, tuple):
        return any(_mentions(v, wanted) for v in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return any(_mentions(getattr(value, f.name), wanted) for f in dataclasses.fields(value))
    return False
