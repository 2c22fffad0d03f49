"""Endpoints that speak something else than HTTP/1: routes and objects that libraries make them with."""

from __future__ import annotations

from collections.abc import Iterator

from runready_linter.findings import Span
from runready_linter.link import classes
from runready_linter.link.elsewhere import in_test, runs_elsewhere
from runready_linter.link.entries import last_name
from runready_linter.link.imports import may_be, of_imported, packages, tails
from runready_linter.link.objects import ClassObject
from runready_linter.link.origins import displays
from runready_linter.link.project import Project
from runready_linter.link.server_calls import call_paths
from runready_linter.values import Attr, Call, Const, Join, Table

_WEBSOCKET = "a WebSocket"
#: Callables that tell protocols apart by a mapping, with the mapping's key.
_ROUTERS = {"channels.routing.ProtocolTypeRouter": "websocket"}


def sockets(project: Project) -> Iterator[tuple[Span, str]]:
    """Where an endpoint is made that is no plain HTTP, with what it speaks."""
    known = project.knowledge.web_requests
    rows = of_imported(project, known.sockets)
    routers = of_imported(project, _ROUTERS)
    names = tails((*rows, *routers))
    for path, function in project.functions():
        if not project.serves(path):
            continue
        branches: set[str] = set()
        for site in function.calls:
            callee = site.call.callee
            if _accepts(site.call):
                if not in_test(project, path, function.qualname):
                    yield project.span(path, site.loc), _WEBSOCKET
                continue
            by_name = isinstance(callee, Attr) and callee.name in known.socket_routes and _is_route(site.call)
            if not by_name and not (names and last_name(callee) in names and may_be(project, path, callee, names)):
                continue
            if runs_elsewhere(site.guards) or in_test(project, path, function.qualname):
                continue
            paths = call_paths(project, path, function, callee)
            protocol = next((rows[p] for p in paths if p in rows), _WEBSOCKET if by_name else "")
            if protocol:
                # One of several branches makes the object.
                if not site.guards or protocol not in branches:
                    yield project.span(path, site.loc), protocol
                if site.guards:
                    branches.add(protocol)
            elif any(p in routers for p in paths):
                yield from _entries(project, path, site.call)
    yield from _subclasses(project)
    yield from _responders(project)


def _accepts(call: Call) -> bool:
    """`await send({"type": "websocket.accept"})` of an ASGI application."""
    return any(
        isinstance(argument, Table)
        and any(
            isinstance(k, Const) and k.value == "type" and v == Const("websocket.accept", getattr(v, "line", 0))
            for k, v in argument.pairs
        )
        for argument in call.args
    )


def _is_route(call: Call) -> bool:
    """Whether a call of an object that could not be followed has a URL path first."""
    first = call.args[0] if call.args else dict(call.keywords).get("path")
    match first:
        case Const(value=str(text)):
            return text.startswith("/") or not text
        case Join(parts=(Const(value=str(text)), *_)):
            return text.startswith("/")
        case _:
            return False


def _entries(project: Project, path: str, call: Call) -> Iterator[tuple[Span, str]]:
    for argument in call.args[:1]:
        for there, table in displays(project, path, argument):
            for key, _ in table.pairs if isinstance(table, Table) else ():
                if isinstance(key, Const) and key.value in _ROUTERS.values():
                    yield Span(there, key.line or table.line), _WEBSOCKET


def _subclasses(project: Project) -> Iterator[tuple[Span, str]]:
    bases = of_imported(project, project.knowledge.web_requests.socket_bases)
    for path, facts in project.python.items() if bases else ():
        for qualname, cls in facts.classes.items() if project.serves(path) else ():
            found = classes.library_bases(project, ClassObject(path, qualname)) & bases.keys()
            if found and not in_test(project, path, cls.scope):
                yield project.span(path, cls.loc), bases[min(found)]


def _responders(project: Project) -> Iterator[tuple[Span, str]]:
    """The methods by which resources answer WebSockets: Falcon's `on_websocket`."""
    known = project.derive(packages)
    for package, name in project.knowledge.web_requests.socket_methods.items():
        for path, facts in project.python.items() if package in known else ():
            for cls in facts.classes.values() if project.serves(path) else ():
                if name in cls.methods and not in_test(project, path, cls.scope):
                    yield project.span(path, facts.functions[cls.methods[name]].loc), _WEBSOCKET
