"""`$ref` within one document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

_MOST_HOPS = 20


class Unresolvable(Exception):
    """A reference that leads out of the document, to nothing, or in a circle; the message says which."""


def resolved(value: Any, document: Mapping[str, Any]) -> Any:
    """`value`, or what it refers to (`{"$ref": "#/components/..."}`), followed to the end.

    Raises:
        Unresolvable: the reference leads nowhere.
    """
    for _ in range(_MOST_HOPS):
        if not isinstance(value, dict) or not isinstance(value.get("$ref"), str):
            return value
        value = _target(value["$ref"], document)
    raise Unresolvable("a $ref that leads in a circle")


def _target(ref: str, document: Mapping[str, Any]) -> Any:
    if ref != "#" and not ref.startswith("#/"):
        raise Unresolvable(f"the $ref `{ref}` leads to another document")
    value: Any = document
    for part in ref.split("/")[1:]:
        name = unquote(part).replace("~1", "/").replace("~0", "~")
        if isinstance(value, list) and name.isdecimal() and int(name) < len(value):
            value = value[int(name)]
        elif isinstance(value, dict) and name in value:
            value = value[name]
        else:
            raise Unresolvable(f"the $ref `{ref}` leads to nothing")
    return value
