"""Reads a profile's TOML into the data classes of `profile`, whose type hints are the schema."""

from __future__ import annotations

import dataclasses
import datetime
import tomllib
import types
import typing
from collections.abc import Mapping
from typing import Any

from runready_linter.problems import Place, UsageProblem
from runready_rules.platforms.profile import Certainty, Fact, Profile

_SCALARS: Mapping[type, tuple[type, ...]] = {
    int: (int,),
    float: (int, float),
    str: (str,),
    bool: (bool,),
    datetime.date: (datetime.date,),
}


class _Misfit(Exception):
    """A value that does not fit; `where` is its dotted path in the file."""

    def __init__(self, where: str, message: str) -> None:
        super().__init__(message)
        self.where = where
        self.message = message


def parse(text: str, path: str) -> Profile:
    """The profile written in `text`. `path` names the file in messages.

    Raises:
        UsageProblem: it is no TOML, a key is missing or unknown, or a value has the wrong type.
    """
    try:
        table = tomllib.loads(text)
        raw_sources = table.get("sources", {})
        sources = _mapping(raw_sources, "sources")
        profile = _record(Profile, table, "", sources)
    except tomllib.TOMLDecodeError as error:
        raise UsageProblem(f"the platform profile is not valid TOML: {error}", place=Place(path)) from None
    except _Misfit as error:
        raise UsageProblem(
            f"the platform profile does not fit its schema at {error.where}: {error.message}", place=Place(path)
        ) from None
    assert isinstance(profile, Profile)
    return profile


def _mapping(raw: object, where: str) -> Mapping[str, str]:
    if not isinstance(raw, dict) or not all(isinstance(value, str) for value in raw.values()):
        raise _Misfit(where, "expected a table of texts")
    return types.MappingProxyType(dict(raw))


def _record(kind: type, raw: object, where: str, sources: Mapping[str, str]) -> object:
    """An instance of the data class `kind` from a TOML table."""
    if not isinstance(raw, dict):
        raise _Misfit(where, f"expected a table, got {raw!r}")
    hints = typing.get_type_hints(kind)
    fields = {field.name: field for field in dataclasses.fields(kind)}
    for key in raw:
        if key not in fields:
            raise _Misfit(_join(where, key), f"unknown key; known here: {', '.join(fields)}")
    values: dict[str, object] = {}
    for name, field in fields.items():
        if name in raw:
            values[name] = _value(hints[name], raw[name], _join(where, name), sources)
        elif field.default is dataclasses.MISSING:
            raise _Misfit(_join(where, name), "missing")
    return kind(**values)


def _value(hint: Any, raw: object, where: str, sources: Mapping[str, str]) -> object:
    """`raw` as the type `hint` says."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        # `Fact[...] | None`: what a platform does not have is left out.
        return _value(args[0], raw, where, sources)
    if origin is Fact:
        return _fact(args[0], raw, where, sources)
    if origin is tuple:
        if not isinstance(raw, list):
            raise _Misfit(where, f"expected a list, got {raw!r}")
        return tuple(_value(args[0], item, f"{where}[{i}]", sources) for i, item in enumerate(raw))
    if origin is typing.Literal:
        if raw not in args:
            raise _Misfit(where, f"expected one of {', '.join(map(repr, args))}, got {raw!r}")
        return raw
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(raw, where)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _record(hint, raw, where, sources)
    # `bool` is an `int` to isinstance, but not to a reader of the file.
    if not isinstance(raw, _SCALARS[hint]) or (isinstance(raw, bool) and hint is not bool):
        raise _Misfit(where, f"expected {hint.__name__}, got {raw!r}")
    return raw


def _fact(hint: Any, raw: object, where: str, sources: Mapping[str, str]) -> Fact[Any]:
    if not isinstance(raw, dict) or set(raw) != {"value", "confidence", "source"}:
        raise _Misfit(where, "expected a table of value, confidence and source")
    if raw["confidence"] not in [str(level) for level in Certainty]:
        raise _Misfit(where, f"unknown confidence {raw['confidence']!r}; known: {', '.join(Certainty)}")
    if raw["source"] not in sources:
        raise _Misfit(where, f"unknown source {raw['source']!r}; known: {', '.join(sources)}")
    value = _value(hint, raw["value"], f"{where}.value", sources)
    return Fact(value=value, confidence=Certainty(raw["confidence"]), source=sources[raw["source"]])


def _join(where: str, key: str) -> str:
    return f"{where}.{key}" if where else key
