"""Values with the builder's variables put in."""

from __future__ import annotations

import re
from collections.abc import Mapping

_NAME = re.compile(r"\w+")
#: Modifiers that the builder knows; the rest of `${NAME...}` (`#`, `%`, `/`) is cut and replaced by patterns.
_MODIFIERS = (":-", ":+", ":?", "-", "+", "?")


def expand(value: str, known: Mapping[str, str | None]) -> str | None:
    """A value with its variables expanded as the builder does; None where one of them is not known.

    Source: https://docs.docker.com/reference/dockerfile/#environment-replacement
    """
    parts: list[str] = []
    index = 0
    while index < len(value):
        char = value[index]
        if char == "\\" and index + 1 < len(value):
            parts.append(value[index + 1])
            index += 2
            continue
        if char != "$":
            parts.append(char)
            index += 1
            continue
        found, index = _variable(value, index + 1, known)
        if found is None:
            return None
        parts.append(found)
    return "".join(parts)


def _variable(value: str, at: int, known: Mapping[str, str | None]) -> tuple[str | None, int]:
    """What the variable behind a `$` becomes, and where the text goes on."""
    if value[at : at + 1] == "{":
        end = _closing(value, at)
        if end < 0:
            return None, len(value)
        return _braced(value[at + 1 : end], known), end + 1
    name = _NAME.match(value, at)
    if name is None:
        return "$", at
    return known.get(name[0]), name.end()


def _closing(value: str, at: int) -> int:
    depth = 0
    for index in range(at, len(value)):
        depth += {"{": 1, "}": -1}.get(value[index], 0)
        if depth == 0:
            return index
    return -1


def _braced(inside: str, known: Mapping[str, str | None]) -> str | None:
    name = _NAME.match(inside)
    if name is None:
        return None
    current, rest = known.get(name[0]), inside[name.end() :]
    if not rest:
        return current
    modifier = next((m for m in _MODIFIERS if rest.startswith(m)), None)
    if modifier is None:
        return None
    word = rest[len(modifier) :]
    if modifier.endswith("+"):
        return expand(word, known) if current or (current is not None and modifier == "+") else ""
    if modifier.endswith("?"):
        return current
    missing = current is None or (not current and modifier == ":-")
    return expand(word, known) if missing else current
