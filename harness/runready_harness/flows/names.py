"""`{{name}}` in a flow: saved values, `env.NAME` and `backing.KEY.host`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_NAME = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")


class UnknownName(Exception):
    """A `{{name}}` for which there is no value; `name` is without the braces."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def names_in(value: object) -> Iterator[str]:
    """Every name used anywhere in a string, or in the keys and values of lists and mappings, in order."""
    if isinstance(value, str):
        yield from _NAME.findall(value)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from names_in(key)
            yield from names_in(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from names_in(item)


def fill_text(text: str, variables: Mapping[str, Any]) -> str:
    """`text` with every `{{name}}` replaced by its value, written as text.

    Raises:
        UnknownName: a name has no value.
    """

    def value_of(match: re.Match[str]) -> str:
        return _written(_lookup(match[1], variables))

    return _NAME.sub(value_of, text)


def fill(value: Any, variables: Mapping[str, Any]) -> Any:
    """A JSON value with every `{{name}}` replaced. A string that is one name alone keeps the type of its value.

    Raises:
        UnknownName: a name has no value.
    """
    if isinstance(value, str):
        alone = _NAME.fullmatch(value)
        return _lookup(alone[1], variables) if alone else fill_text(value, variables)
    if isinstance(value, Mapping):
        return {fill_text(str(key), variables): fill(item, variables) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [fill(item, variables) for item in value]
    return value


def _lookup(name: str, variables: Mapping[str, Any]) -> Any:
    if name not in variables:
        raise UnknownName(name)
    return variables[name]


def _written(value: Any) -> str:
    """As JSON writes it, without the quotes: `true`, not `True`."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
