"""Putting a call's arguments in the places of the parameters, so that a helper gives what this caller asked for."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import cast, get_args

from runready_linter.facts import Function, PythonFacts
from runready_linter.values import (
    Call,
    Choice,
    Const,
    Defined,
    Element,
    Elsewhere,
    Global,
    Imported,
    Lambda,
    Local,
    Node,
    Opaque,
    Param,
    Value,
)

_DEPTH = 12
#: Locals are put in place of their names, which may grow an expression; beyond this many parts it is unknown.
_SIZE = 300
#: The names of each kind of value's parts.
_PARTS: dict[type, tuple[str, ...]] = {kind: tuple(f.name for f in dataclasses.fields(kind)) for kind in get_args(Value)}


def substitute(value: Value, function: Function, module: PythonFacts, call: Call, caller: str, bound: bool) -> Value:
    """`value`, of `function`'s body, with the call's arguments for its parameters.

    Args:
        module: the facts of the function's own file.
        caller: the file that the call stands in.
        bound: the call is one of a bound method, whose first parameter is not among the arguments.
    """
    if not _rests_on_parameters(value, function):
        return value
    arguments = bind(function, call, bound)
    by = {n: Elsewhere(caller, v) for n, v in arguments.items()}
    return _replace(value, function, module, by, 0, [_SIZE])


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


def _rests_on_parameters(value: Value, function: Function) -> bool:
    """Whether a value, or a local that it names, mentions a parameter of the function."""
    seen: set[str] = set()
    pending: list[object] = [value]
    while pending:
        part = pending.pop()
        match part:
            case Param(scope=scope) if scope == function.qualname:
                return True
            case Local(scope=scope, name=name) if scope == function.qualname:
                if name not in seen:
                    seen.add(name)
                    pending += [b.value for b in function.locals.get(name, ())]
            case tuple():
                pending += part
            case Elsewhere():
                pass
            case Node():
                pending += [getattr(part, name) for name in _PARTS[type(part)]]
            case _:
                pass
    return False


def _replace(
    value: Value, function: Function, module: PythonFacts, by: dict[str, Elsewhere], depth: int, left: list[int]
) -> Value:
    left[0] -= 1
    if depth > _DEPTH or left[0] < 0:
        return Opaque("deep")

    def go(part: object) -> object:
        if isinstance(part, tuple):
            parts = tuple(go(p) for p in part)
            return part if all(a is b for a, b in zip(parts, part, strict=True)) else parts
        if isinstance(part, Node):
            return _replace(part, function, module, by, depth + 1, left)  # type: ignore[arg-type]
        return part

    match value:
        case Param(scope=scope, name=name) if scope == function.qualname:
            return by.get(name, value)
        case Local(scope=scope, name=name) if scope == function.qualname:
            bindings = [b.value for b in function.locals.get(name, ()) if b.kind != "augment"]
            if not bindings or any(_mentions(b, value) for b in bindings):
                return value
            replaced = tuple(_replace(b, function, module, by, depth + 1, left) for b in bindings)
            return replaced[0] if len(replaced) == 1 else Choice(replaced)
        case Elsewhere() | Const() | Global() | Imported() | Opaque() | Defined() | Lambda():
            return value
        case _:
            # A value in which nothing changes stays the same object, whose answer may be known already.
            before = [getattr(value, name) for name in _PARTS[type(value)]]
            after = [go(part) for part in before]
            if all(a is b for a, b in zip(after, before, strict=True)):
                return value
            return cast(Value, cast(Callable[..., object], type(value))(*after))


def _mentions(value: object, wanted: Value) -> bool:
    if value is wanted or value == wanted:
        return True
    if isinstance(value, tuple):
        return any(_mentions(v, wanted) for v in value)
    if isinstance(value, Node):
        return any(_mentions(getattr(value, name), wanted) for name in _PARTS[type(value)])
    return False
