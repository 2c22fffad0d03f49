"""Flows from an OpenAPI document (2.0, 3.0 and 3.1): what can be asked without knowing anything, and the life of each
resource: made, listed, read, changed, deleted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from runready_harness.flows.examples import NoExample, example
from runready_harness.flows.refs import Unresolvable, resolved
from runready_harness.spec import Capture, Flow, Step

_PARAMETER = re.compile(r"\{([^{}/]+)\}")
# More would make every replay long and prove nothing further.
_MOST_READS = 10
_MOST_FLOWS = 10


@dataclass(frozen=True, slots=True)
class FromOpenApi:
    """Flows to be tried, and the operations left out, each with its reason."""

    flows: tuple[Flow, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Operation:
    method: str
    path: str
    spec: Mapping[str, Any]
    parameters: tuple[Mapping[str, Any], ...]

    @property
    def title(self) -> str:
        return f"{self.method} {self.path}"


def is_openapi(document: Any) -> bool:
    """Whether a parsed JSON or YAML document is an OpenAPI description."""
    return (
        isinstance(document, dict)
        and isinstance(document.get("openapi", document.get("swagger")), str)
        and isinstance(document.get("paths"), dict)
    )


def flows_from(document: Mapping[str, Any], source: str) -> FromOpenApi:
    """The flows that `document` suggests; `source` is noted in each."""
    base = _base_path(document)
    left_out: list[str] = []
    operations = list(_operations(document))
    made = [each for each in operations if each.method == "POST" and not _PARAMETER.search(each.path)]
    flows: list[Flow] = []
    used: set[str] = set()
    for create in made[:_MOST_FLOWS]:
        steps = list(_life(create, operations, document, base, used, left_out))
        if steps:
            flows.append(Flow(name=f"OpenAPI: {create.path}", steps=tuple(steps), source=source))
    reads: list[Step] = []
    for operation in operations:
        if operation.title in used:
            continue
        if operation.method != "GET" or _PARAMETER.search(operation.path):
            left_out.append(f"{operation.title}: what it needs is not made by any other operation")
        elif len(reads) < _MOST_READS and (step := _step(operation, document, base, {}, left_out)):
            reads.append(step)
    if reads:
        flows.insert(0, Flow(name="OpenAPI: reading", steps=tuple(reads), source=source))
    return FromOpenApi(tuple(flows), tuple(left_out))


def _base_path(document: Mapping[str, Any]) -> str:
    """The path that all operations stand below; its host is somebody else's."""
    base = document.get("basePath")
    if base is None:
        servers = document.get("servers")
        first = servers[0] if isinstance(servers, list) and servers else None
        base = urlsplit(str(first.get("url", ""))).path if isinstance(first, dict) else ""
    text = str(base).rstrip("/")
    return "" if "{" in text else text


def _operations(document: Mapping[str, Any]) -> Iterator[_Operation]:
    for path, item in document["paths"].items():
        try:
            item = resolved(item, document)
        except Unresolvable:
            continue
        if not isinstance(item, dict) or not str(path).startswith("/"):
            continue
        for method in ("get", "post", "put", "patch", "delete"):
            spec = item.get(method)
            if not isinstance(spec, dict) or spec.get("deprecated") is True:
                continue
            parameters = []
            for parameter in [*_listed(item.get("parameters")), *_listed(spec.get("parameters"))]:
                try:
                    parameters.append(resolved(parameter, document))
                except Unresolvable:
                    continue
            yield _Operation(method.upper(), str(path), spec, tuple(p for p in parameters if isinstance(p, dict)))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _life(
    create: _Operation,
    operations: list[_Operation],
    document: Mapping[str, Any],
    base: str,
    used: set[str],
    left_out: list[str],
) -> Iterator[Step]:
    """The steps around one resource, in the order of its life; titles of the operations go into `used`."""
    used.add(create.title)
    one = re.compile(re.escape(create.path.rstrip("/")) + r"/\{([^{}/]+)\}/?")
    about = [(each, match) for each in operations if (match := one.fullmatch(each.path))]
    save: dict[str, Capture] = {}
    known: dict[str, str] = {}
    for _, match in about[:1]:
        save = {"id": Capture(json=_id_of(create, match[1], document))}
        known = {match[1]: "{{id}}"}
    step = _step(create, document, base, {}, left_out)
    if step is None:
        return
    yield step.model_copy(update={"save": save})
    order = {"GET": 0, "PUT": 1, "PATCH": 2, "DELETE": 4}
    chain = [(order[each.method], each) for each, _ in about if each.method in order]
    # Listing comes after changing, while the resource is still there.
    chain += [(3, each) for each in operations if each.title == f"GET {create.path}"]
    for _, operation in sorted(chain, key=lambda pair: pair[0]):
        used.add(operation.title)
        following = _step(operation, document, base, known, left_out)
        if following is not None:
            yield following


def _id_of(create: _Operation, parameter: str, document: Mapping[str, Any]) -> str:
    """Where the answer to `create` most likely has the value of the path's `parameter`, as JMESPath."""
    try:
        schema = _answer_schema(create, document)
    except Unresolvable:
        schema = {}
    properties = schema.get("properties")
    names = list(properties) if isinstance(properties, dict) else []
    wanted = [parameter, "id", _camel(parameter), "_id", "uuid", "key", "slug"]
    found = next((name for name in wanted if name in names), "id")
    return found if re.fullmatch(r"[A-Za-z_]\w*", found) else f'"{found}"'


def _camel(name: str) -> str:
    return re.sub(r"_(\w)", lambda match: match[1].upper(), name)


def _answer_schema(operation: _Operation, document: Mapping[str, Any]) -> Mapping[str, Any]:
    responses = operation.spec.get("responses")
    for status in ("201", "200", "202", "default", "2XX"):
        answer = resolved(responses.get(status), document) if isinstance(responses, dict) else None
        if isinstance(answer, dict):
            schema = answer.get("schema") or _media(answer.get("content"), "json").get("schema")
            found = resolved(schema, document)
            if isinstance(found, dict):
                return found
    return {}


def _media(content: Any, kind: str) -> Mapping[str, Any]:
    """The entry of a `content` mapping whose media type contains `kind`."""
    if isinstance(content, dict):
        for media_type, value in content.items():
            if kind in str(media_type).lower() and isinstance(value, dict):
                return value
    return {}


def _step(
    operation: _Operation,
    document: Mapping[str, Any],
    base: str,
    known: Mapping[str, str],
    left_out: list[str],
) -> Step | None:
    """The request for an operation, or None with the reason in `left_out`. `known`: values of path parameters."""
    try:
        path = base + _PARAMETER.sub(lambda match: _path_value(operation, match[1], known, document), operation.path)
        query = {
            str(p["name"]): _text(_parameter_value(p, document)) for p in operation.parameters if _needed(p, "query")
        }
        headers = {
            str(p["name"]): _text(_parameter_value(p, document)) for p in operation.parameters if _needed(p, "header")
        }
        payload = _payload(operation, document)
    except (NoExample, Unresolvable) as error:
        left_out.append(f"{operation.title}: {error}")
        return None
    return Step.model_validate(
        {"method": operation.method, "path": path, "query": query, "headers": headers, **payload}
    )


def _needed(parameter: Mapping[str, Any], place: str) -> bool:
    return parameter.get("in") == place and parameter.get("required") is True and "name" in parameter


def _path_value(operation: _Operation, name: str, known: Mapping[str, str], document: Mapping[str, Any]) -> str:
    if name in known:
        return known[name]
    for parameter in operation.parameters:
        if parameter.get("in") == "path" and parameter.get("name") == name:
            return quote(_text(_parameter_value(parameter, document)), safe="")
    raise NoExample(f"the path's `{name}` is not described")


def _parameter_value(parameter: Mapping[str, Any], document: Mapping[str, Any]) -> Any:
    if "example" in parameter:
        return parameter["example"]
    examples = parameter.get("examples")
    if isinstance(examples, dict) and examples:
        first = resolved(next(iter(examples.values())), document)
        if isinstance(first, dict) and "value" in first:
            return first["value"]
    # In version 2 the parameter is its own schema.
    return example(parameter.get("schema", parameter), document)


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ",".join(map(_text, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _payload(operation: _Operation, document: Mapping[str, Any]) -> dict[str, Any]:
    """The keys of the step that carry its payload."""
    for parameter in operation.parameters:
        if parameter.get("in") == "body":
            return {"json": example(parameter.get("schema", {}), document)}
    form = {
        str(p["name"]): _text(_parameter_value(p, document)) for p in operation.parameters if _needed(p, "formData")
    }
    if form:
        return {"form": form}
    body = resolved(operation.spec.get("requestBody"), document)
    content = body.get("content") if isinstance(body, dict) else None
    if not content:
        return {}
    for kind, key in (("json", "json"), ("form-urlencoded", "form")):
        media = _media(content, kind)
        if media:
            value = _media_example(media, document)
            if key == "form":
                value = {str(name): _text(item) for name, item in value.items()} if isinstance(value, dict) else {}
            return {key: value}
    if isinstance(body, dict) and body.get("required") is True:
        raise NoExample(f"a payload of {next(iter(content))} cannot be made up")
    return {}


def _media_example(media: Mapping[str, Any], document: Mapping[str, Any]) -> Any:
    if "example" in media:
        return media["example"]
    examples = media.get("examples")
    if isinstance(examples, dict) and examples:
        first = resolved(next(iter(examples.values())), document)
        if isinstance(first, dict) and "value" in first:
            return first["value"]
    return example(media.get("schema", {}), document)
