"""pydantic's errors in plain words: one for each place, with what was expected there and a suggestion."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from runready_linter.positions import Path

_EXPECTED = {
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "string_type": "text",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
}


@dataclass(frozen=True, slots=True)
class ModelFault:
    """What is wrong at `path` of the data; `at` says whether its key or its value is to be pointed at."""

    path: Path
    message: str
    at: Literal["key", "value"]
    help: str = ""


def faults_of(error: ValidationError, model: type[BaseModel], data: Any) -> tuple[ModelFault, ...]:
    """The errors of validating `data` as `model`, one a place, in the order of the model."""
    places: dict[Path, list[ErrorDetails]] = {}
    for details in error.errors(include_url=False):
        places.setdefault(_place(details, data), []).append(details)
    return tuple(
        _fault(path, group, model, data)
        for path, group in places.items()
        # pydantic counts valid items only: a list is not empty because its one item is wrong.
        if not (group[0]["type"] == "too_short" and _value_at(data, path))
    )


def _place(details: ErrorDetails, data: Any) -> Path:
    """The location without what pydantic adds for the members of a union."""
    path: list[str | int] = []
    value: Any = data
    for part in details["loc"]:
        keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
        if part in keys:
            value = value[part]
        elif details["type"] != "missing" or part != details["loc"][-1]:
            break
        path.append(part)
    return tuple(path)


def _fault(path: Path, group: list[ErrorDetails], model: type[BaseModel], data: Any) -> ModelFault:
    first = group[0]
    kind = first["type"]
    name = path[-1] if path else ""
    if kind == "extra_forbidden":
        close = difflib.get_close_matches(str(name), list(_known_keys(model, path[:-1])), n=1, cutoff=0.5)
        known = ", ".join(f"`{key}`" for key in _known_keys(model, path[:-1]))
        return ModelFault(
            path, f"unknown key `{name}`", "key", f"did you mean `{close[0]}`?" if close else f"known here: {known}"
        )
    if kind == "missing":
        return ModelFault(path[:-1], f"the key `{name}` is missing", "key")
    if kind == "literal_error":
        allowed = [word.strip("'") for word in first["ctx"]["expected"].replace(" or ", ", ").split(", ")]
        close = difflib.get_close_matches(str(first["input"]).lower(), allowed, n=1)
        help = f"did you mean `{close[0]}`?" if close else ""
        return ModelFault(path, f"expected {' or '.join(f'`{word}`' for word in allowed)}", "value", help)
    expected = list(dict.fromkeys(_EXPECTED[each["type"]] for each in group if each["type"] in _EXPECTED))
    bounds = [_bound(each) for each in group if _bound(each)]
    if bounds:
        return ModelFault(path, f"{bounds[0]}, found {_shown(first['input'])}", "value")
    if expected:
        wanted = ", ".join(expected[:-1]) + " or " + expected[-1] if len(expected) > 1 else expected[0]
        value = _value_at(data, path)
        return ModelFault(path, f"expected {wanted}, found {_shown(value)}", "value")
    if kind == "too_short":
        return ModelFault(path, "the list is empty", "value")
    return ModelFault(path, first["msg"], "value")


def _bound(details: ErrorDetails) -> str:
    context = details.get("ctx", {})
    match details["type"]:
        case "greater_than_equal":
            return f"expected at least {context['ge']}"
        case "less_than_equal":
            return f"expected at most {context['le']}"
    return ""


def _value_at(data: Any, path: Path) -> Any:
    for part in path:
        data = data[part]
    return data


def _shown(value: Any) -> str:
    match value:
        case None:
            return "nothing"
        case dict():
            return "a mapping"
        case list():
            return "a list"
    text = json.dumps(value, ensure_ascii=False, default=str)
    return f"`{text if len(text) <= 60 else text[:59] + '…'}`"


def _known_keys(model: type[BaseModel], path: Path) -> Iterator[str]:
    """The keys that the model allows at `path`."""
    found = _model_at(model, path)
    for name, field in found.model_fields.items() if found else ():
        if not field.exclude:
            yield field.alias or name


def _model_at(model: type[BaseModel], path: Path) -> type[BaseModel] | None:
    kind: Any = model
    for part in path:
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            fields = {field.alias or name: field for name, field in kind.model_fields.items()}
            if part not in fields:
                return None
            kind = _inner(fields[str(part)].annotation)
        else:
            kind = _inner(next((arg for arg in reversed(get_args(kind)) if arg is not Ellipsis), None))
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _inner(annotation: Any) -> Any:
    """The part of an annotation that can hold keys: a model, a mapping or a list; optional and annotated stripped."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (dict, list, tuple):
        return annotation
    for arg in get_args(annotation):
        inner = _inner(arg)
        if inner is not None:
            return inner
    return None
