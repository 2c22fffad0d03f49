"""A value that fits a JSON schema as OpenAPI writes them: the document's own example first, else a made-up one.

Made-up values are always the same, so that two runs send the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from runready_harness.flows.refs import resolved

_DEEPEST = 8

_FORMATS = {
    "date": "2026-01-31",
    "date-time": "2026-01-31T12:00:00Z",
    "time": "12:00:00Z",
    "email": "someone@example.com",
    "idn-email": "someone@example.com",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uri": "https://example.com/",
    "url": "https://example.com/",
    "uuid": "0b0c5a1e-3f52-4c39-8a3c-6a1f4d7f2b10",
    "password": "Correct-Horse-7",
    "byte": "aGVsbG8=",
}


class NoExample(Exception):
    """No value can be made up; the message says why."""


def example(schema: Any, document: Mapping[str, Any], depth: int = 0) -> Any:
    """A value for `schema`; references are looked up in `document`.

    Raises:
        NoExample: the schema wants a pattern, a file, or is nested without end.
        Unresolvable: a reference leads nowhere.
    """
    schema = resolved(schema, document)
    if depth > _DEEPEST:
        raise NoExample("its schema is nested too deeply")
    if not isinstance(schema, dict):
        return "text"
    for key in ("example", "default", "const"):
        if key in schema:
            return schema[key]
    for key in ("examples", "enum"):
        if isinstance(schema.get(key), list) and schema[key]:
            return schema[key][0]
    if isinstance(schema.get("allOf"), list):
        return _merged(schema, document, depth)
    for key in ("oneOf", "anyOf"):
        choices = [each for each in schema.get(key) or () if resolved(each, document) != {"type": "null"}]
        if choices:
            return example(choices[0], document, depth + 1)
    kind = schema.get("type")
    if isinstance(kind, list):
        kind = next((each for each in kind if each != "null"), "null")
    match kind:
        case "integer" | "number":
            return _number(schema, whole=kind == "integer")
        case "boolean":
            return True
        case "null":
            return None
        case "array":
            size = max(1, int(schema.get("minItems", 1)))
            if size > 20:
                raise NoExample(f"it wants {size} items")
            return [example(schema.get("items", {}), document, depth + 1) for _ in range(size)]
        case "string":
            return _text(schema)
        case "file":
            raise NoExample("it needs a file")
    return _mapping(schema, document, depth) if kind == "object" or "properties" in schema else "text"


def _merged(schema: Mapping[str, Any], document: Mapping[str, Any], depth: int) -> Any:
    """`allOf`: the members of all parts together, or the value of the single part."""
    parts = [example(part, document, depth + 1) for part in schema["allOf"]]
    if all(isinstance(part, dict) for part in parts):
        merged = {key: value for part in parts for key, value in part.items()}
        return merged | (_mapping(schema, document, depth) if "properties" in schema else {})
    return parts[0] if parts else "text"


def _mapping(schema: Mapping[str, Any], document: Mapping[str, Any], depth: int) -> dict[str, Any]:
    """The required members; where none is required, all that can be made up."""
    properties = schema.get("properties")
    if not isinstance(properties, dict):
        return {}
    required = schema.get("required") if isinstance(schema.get("required"), list) else []
    made: dict[str, Any] = {}
    for name, inner in properties.items():
        if required and name not in required:
            continue
        target = resolved(inner, document)
        if isinstance(target, dict) and target.get("readOnly") is True:
            continue
        try:
            made[name] = example(inner, document, depth + 1)
        except NoExample:
            if required:
                raise
    return made


def _number(schema: Mapping[str, Any], *, whole: bool) -> int | float:
    low, high = schema.get("minimum"), schema.get("maximum")
    above, below = schema.get("exclusiveMinimum"), schema.get("exclusiveMaximum")
    # Up to 3.0 these are flags on the bound, from 3.1 on they are the bound.
    if isinstance(above, int | float) and not isinstance(above, bool):
        low, above = above, True
    if isinstance(below, int | float) and not isinstance(below, bool):
        high, below = below, True
    value: int | float = 1
    if isinstance(low, int | float) and value < low + (above is True):
        value = low + (above is True)
    if isinstance(high, int | float) and value > high - (below is True):
        value = high - (below is True)
    step = schema.get("multipleOf")
    if isinstance(step, int | float) and step > 0:
        value = -(-value // step) * step
    return int(value) if whole else value


def _text(schema: Mapping[str, Any]) -> str:
    kind = schema.get("format")
    if kind == "binary":
        raise NoExample("it needs a file")
    if kind in _FORMATS:
        return _FORMATS[kind]
    if isinstance(schema.get("pattern"), str):
        raise NoExample(f"a text of the form `{schema['pattern']}` cannot be made up")
    shortest, longest = schema.get("minLength", 0), schema.get("maxLength")
    text = "runready"
    if isinstance(shortest, int) and len(text) < shortest:
        if shortest > 10_000:
            raise NoExample(f"it wants a text of {shortest} characters")
        text = text.ljust(shortest, "x")
    return text[:longest] if isinstance(longest, int) else text
