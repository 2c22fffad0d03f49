"""Clients of AWS, and the calls that are made with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from runready_linter.findings import Span
from runready_linter.link.elsewhere import in_test, runs_elsewhere
from runready_linter.link.evaluate import argument, evaluator
from runready_linter.link.imports import packages
from runready_linter.link.objects import FunctionObject, Held, Inside, Made, Object
from runready_linter.link.origins import displays, entries, results
from runready_linter.link.project import Project
from runready_linter.link.settings import attribute_stores, item_stores
from runready_linter.link.tracing import tracer
from runready_linter.resolved import Env, Literal, Resolved
from runready_linter.values import Attr, Call, Const, Item, Value
from runready_rules.tables import aws, aws_actions

#: How deep parts of parts are followed (`resource.Bucket(name).Object(key)`), and managers of managers.
_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Client:
    """Something that calls a service of AWS.

    Args:
        service: its name, as given to the maker (`dynamodb`).
        parts: for a resource, the names that lead from it to the thing that is meant (`Table`); None: a client.
    """

    service: str
    parts: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class AwsCall:
    """A call of an operation of AWS.

    Args:
        operation: as AWS writes it.
        actions: what the role must allow; (): any role will do; None: not known.
    """

    span: Span
    service: str
    operation: str
    actions: tuple[str, ...] | None


def given(project: Project, path: str, call: Call, place: tuple[int, str]) -> tuple[Resolved, ...]:
    """What an argument may be, given by position, by keyword or in an unpacked mapping; () where it is left out."""
    found = argument(call, *place)
    if found is not None:
        return project.derive(tracer).resolved(path, found)
    values: list[Resolved] = []
    for keyword, mapping in call.keywords:
        if keyword == "**":
            for there, display in displays(project, path, mapping):
                for value in entries(display, place[1]) or ():
                    values += project.derive(tracer).resolved(there, value)
    return tuple(dict.fromkeys(values))


def is_elsewhere(endpoints: tuple[Resolved, ...]) -> bool:
    """Whether an address is known to be another than AWS's own: an emulator, or a store of another vendor."""
    last = [_last(e) for e in endpoints]
    literals = [e.value for e in last if isinstance(e, Literal) and e.value]
    return bool(literals) and len(literals) == len(last) and not any(_of_aws(str(value)) for value in literals)


def _last(value: Resolved) -> Resolved | None:
    while isinstance(value, Env) and value.default is not None:
        value = value.default
    return value


def _of_aws(url: str) -> bool:
    host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    return host.endswith((".amazonaws.com", ".amazonaws.com.cn", ".api.aws"))


def aws_calls(project: Project) -> tuple[AwsCall, ...]:
    """Every call of AWS in the code of the service, by place: `project.derive(aws_calls)`."""
    if not _makes_clients(project):
        return ()
    found: dict[AwsCall, None] = {}
    for path, function in project.functions():
        if not project.serves(path):
            continue
        for site in function.calls:
            values = [site.call.callee, *(a for a in site.call.args if isinstance(a, Attr))]
            for value in values:
                if not isinstance(value, Attr) or not _may_call(value.name):
                    continue
                for service, method in _methods(project, path, value, site.call):
                    if runs_elsewhere(site.guards) or in_test(project, path, function.qualname):
                        continue
                    actions = aws_actions.actions(service, method)
                    if (service, method) not in aws_actions.UNSIGNED:
                        span = project.span(path, site.loc)
                        found[AwsCall(span, service, aws_actions.operation(service, method), actions)] = None
    return tuple(sorted(found, key=lambda c: (c.span.path, c.span.line, c.span.column, c.service, c.operation)))


def _makes_clients(project: Project) -> bool:
    known = project.derive(packages)
    return bool(known & aws.PACKAGES) or any(name.startswith(aws.TYPE_PACKAGES) for name in known)


_PART_METHODS = frozenset(method for _, _, method in aws_actions.RESOURCE_METHODS)


def _may_call(name: str) -> bool:
    if name in aws_actions.SILENT_METHODS or name.startswith("_"):
        return False
    return name in aws_actions.ONE_WORD or name in _PART_METHODS or ("_" in name and name.islower())


def _methods(project: Project, path: str, value: Attr, call: Call) -> Iterator[tuple[str, str]]:
    """The client's methods that an attribute of something may be, each with the service."""
    for client in clients(project, path, value.base):
        if client.parts is None:
            yield from _client_methods(project, path, client.service, value, call)
            continue
        part = client.parts[-1] if client.parts else ""
        method = aws_actions.RESOURCE_METHODS.get((client.service, part, value.name))
        if method is None and value.name == "delete" and "objects" in client.parts:
            method = "delete_objects"
        if method is not None:
            yield client.service, method


def _client_methods(project: Project, path: str, service: str, value: Attr, call: Call) -> Iterator[tuple[str, str]]:
    """A method of a client; of those that are told by name which operation to call, that one."""
    keyword = {
        "get_paginator": "operation_name",
        "get_waiter": "waiter_name",
        "generate_presigned_url": "ClientMethod",
    }.get(value.name)
    if keyword is None:
        yield service, value.name
        return
    for name in given(project, path, call, (0, keyword)) if call.callee == value else ():
        if isinstance(name, Literal) and isinstance(name.value, str):
            if keyword != "waiter_name":
                yield service, name.value
            elif (service, name.value) in aws_actions.WAITERS:
                yield service, aws_actions.WAITERS[service, name.value]


def clients(project: Project, path: str, value: Value, depth: int = 0) -> Iterator[Client]:
    """The clients of AWS that a value may be; none for those of emulators and of other vendors."""
    known = project.derive(_known)
    key = (path, value, depth)
    if key not in known:
        found: dict[Client, None] = {}
        for thing in project.derive(evaluator).objects(path, value):
            if (thing, depth) not in known:
                known[thing, depth] = tuple(_clients_of(project, thing, depth))
            found.update(dict.fromkeys(known[thing, depth]))
        if not found and depth < _DEPTH:
            known[key] = ()
            found = dict.fromkeys(_followed(project, path, value, depth))
        known[key] = tuple(found)
    yield from known[key]


def _known(project: Project) -> dict[object, tuple[Client, ...]]:
    """What was found of a thing or an expression at a depth: what a thing is made from is made from others, and asking
    anew for each of them would take a time that grows with every step."""
    return {}


def _followed(project: Project, path: str, value: Value, depth: int) -> Iterator[Client]:
    """The clients behind an expression that stands for no object by itself: a part, what a holder has, a result."""
    match value:
        case Attr():
            yield from _inside(project, path, value, depth)
        case Item(base=base, key=Const(value=str(name))) if _last_name(base) in aws.HOLDERS:
            for there, held, owner in project.derive(item_stores).get(name, ()):
                if _last_name(owner) in aws.HOLDERS:
                    yield from clients(project, there, held, depth + 1)
        case Call():
            for result in results(project, path, value):
                yield from clients(project, result.path, result.value, depth + 1)
        case _:
            pass


def _inside(project: Project, path: str, value: Attr, depth: int) -> Iterator[Client]:
    """What an attribute of a client, or of a framework's holder of an application's things, is."""
    for client in clients(project, path, value.base, depth + 1):
        if value.name == "client" and client.parts and client.parts[-1] == "meta":
            yield Client(client.service)
        elif client.parts is not None:
            yield Client(client.service, (*client.parts, value.name))
    if (
        (isinstance(value.base, Attr) and value.base.name in aws.HOLDERS)
        or getattr(value.base, "name", "") in aws.HOLDERS
        or getattr(value.base, "path", "").endswith(".g")
    ):
        yield from _held_by_name(project, value, depth)


def _held_by_name(project: Project, value: Attr, depth: int) -> Iterator[Client]:
    """`request.app.state.s3` is what the project assigns to another `state.s3`."""
    for path, store, base in project.derive(attribute_stores).get(value.name, ()):
        if store.value is not None and _last_name(base) == _last_name(value.base):
            yield from clients(project, path, store.value, depth + 1)


def _last_name(value: Value) -> str:
    return str(getattr(value, "name", "") or getattr(value, "path", "").rpartition(".")[2])


def _clients_of(project: Project, thing: Object, depth: int) -> Iterator[Client]:
    if isinstance(thing, Held):
        thing = thing.what
    if isinstance(thing, Inside):
        # `for message in queue.receive_messages():`, `for summary in bucket.objects.all():`
        for client in _clients_of(project, thing.of, depth + 1):
            element = aws_actions.element(client.service, client.parts or ())
            if element:
                yield Client(client.service, (*(client.parts or ()), element))
        return
    if not isinstance(thing, Made) or depth > _DEPTH:
        return
    path, call = thing.site.path, thing.call
    if thing.path in aws.CLIENT_MAKERS or thing.path in aws.RESOURCE_MAKERS:
        if is_elsewhere(given(project, path, call, aws.ENDPOINT)):
            return
        for name in given(project, path, call, aws.SERVICE):
            if isinstance(name, Literal) and isinstance(name.value, str):
                yield Client(name.value, () if thing.path in aws.RESOURCE_MAKERS else None)
    elif thing.path in aws.PROVIDERS:
        for provider in project.derive(evaluator).objects(path, call.args[0]) if call.args else ():
            if isinstance(provider, FunctionObject):
                for given_ in project.derive(evaluator).returned(provider):
                    yield from _clients_of(project, given_, depth + 1)
    elif thing.path.startswith(aws.TYPE_PACKAGES):
        yield from _annotated(thing.path)
    elif isinstance(call.callee, Attr):
        # A part of a resource: `resource.Table(name)`, `queue.get_queue_by_name(...)`, `bucket.objects.filter(...)`.
        for client in clients(project, path, call.callee.base, depth + 1):
            if client.parts is not None:
                name_ = aws_actions.RESOURCE_RESULTS.get((client.service, call.callee.name), call.callee.name)
                yield Client(client.service, (*client.parts, name_))


def _annotated(dotted: str) -> Iterator[Client]:
    """What an annotation of the packages of types says: `mypy_boto3_dynamodb.service_resource.Table`."""
    package, _, name = dotted.partition(".")
    prefix = next(p for p in aws.TYPE_PACKAGES if package.startswith(p))
    service = package.removeprefix(prefix).replace("_", "-")
    name = name.rpartition(".")[2]
    if name.endswith("Client"):
        yield Client(service)
    elif name.endswith("ServiceResource"):
        yield Client(service, ())
    else:
        yield Client(service, (name,))


__all__ = ["AwsCall", "Client", "aws_calls", "clients", "given", "is_elsewhere"]
