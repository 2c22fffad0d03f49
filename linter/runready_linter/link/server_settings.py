"""Servers that are told where to listen before something starts them: a configuration object's attribute, a mapping
of options, a server's own configuration file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from posixpath import basename

from runready_linter.facts import MODULE, Function
from runready_linter.findings import Span
from runready_linter.knowledge import ServerSettings
from runready_linter.link import classes
from runready_linter.link.addresses import Address, addresses, as_number
from runready_linter.link.evaluate import evaluator
from runready_linter.link.imports import packages, tails
from runready_linter.link.objects import ClassObject, External, Made
from runready_linter.link.origins import displays
from runready_linter.link.project import Project
from runready_linter.link.server_calls import Serving, call_paths, in_image
from runready_linter.link.tracing import tracer
from runready_linter.resolved import Listen, Literal, Resolved
from runready_linter.values import Attr, Call, Const, Imported, Table, Value

#: The form of a listener that gunicorn's configuration file describes.
GUNICORN_FILE = "gunicorn.conf.py"
#: How such files are named.
GUNICORN_NAME = re.compile(r"gunicorn[\w.-]*\.py|\w*_gunicorn\.conf\.py")


def settings_listens(project: Project) -> Iterator[Serving]:
    """Every listener that a setting describes, at that setting; a start without any, at its own call."""
    known = project.derive(packages)
    rows = [
        row
        for row in project.knowledge.server_settings
        if {d.partition(".")[0] for d in (*row.holders, *row.mappings, *row.bases)} & known
    ]
    told = [serving for row in rows for serving in (*_attributes(project, row), *_mappings(project, row))]
    yield from told
    for row in rows:
        if row.default_port is not None and not any(serving.listen.server == row.server for serving in told):
            yield from _starts(project, row)
    yield from _gunicorn_files(project)


def _attributes(project: Project, row: ServerSettings) -> Iterator[Serving]:
    """`config.bind = ...`: each assignment is a listener; host and port that are set apart are one."""
    names = {n for n in (row.address, row.port, row.host) if n}
    pairs: dict[str, list[tuple[str, Function, Span, Value]]] = {}
    for path, function in project.functions():
        for store in function.stores:
            target = store.target
            if (
                store.kind != "assign"
                or store.value is None
                or not isinstance(target, Attr)
                or target.name not in names
            ):
                continue
            if any(_holds(o, row) for o in project.derive(evaluator).objects(path, target.base)):
                span = project.span(path, store.loc)
                pairs.setdefault(target.name, []).append((path, function, span, store.value))
    for path, function, span, value in pairs.get(row.address, ()):
        yield _serving(project, row, path, function.qualname, span, addresses(project, path, value, row.default_port))
    ports = pairs.get(row.port, ())
    hosts = pairs.get(row.host, ())
    if ports or hosts:
        path, function, span, _ = [*ports, *hosts][0]
        yield _pair(
            project, row, path, function.qualname, span,
            [(p, v) for p, _, _, v in hosts], [(p, v) for p, _, _, v in ports],
        )  # fmt: skip


def _holds(thing: object, row: ServerSettings) -> bool:
    return isinstance(thing, Made | External) and (
        thing.path in row.holders or thing.path in {m for m in row.mappings if row.holders}
    )


def _mappings(project: Project, row: ServerSettings) -> Iterator[Serving]:
    """Mappings and keywords that are handed to a callable, or to an instance of a server's application class. Those of
    one function fill each other up: a host in one `update` and a port in the next are one listener."""
    names = tails(row.mappings) | _application_names(project, row)
    for path, function in project.functions():
        halves: list[_Half] = []
        for site in function.calls:
            if (
                not names
                or not _is_named(site.call.callee, names)
                or not _is_receiver(project, path, function, site.call, row)
            ):
                continue
            tables = [
                shown
                for value in (*site.call.args, *(v for _, v in site.call.keywords))
                for shown in _tables(project, path, value)
            ]
            keywords = tuple((Const(k), v) for k, v in site.call.keywords)
            tables.append((path, Table(keywords, site.call.scope, site.call.line, site.call.column)))
            for there, table in tables:
                for found in _of_table(project, row, there, function.qualname, table):
                    if isinstance(found, Serving):
                        yield found
                    else:
                        halves.append(found)
        if halves:
            first = next((h for h in halves if h.port is not None), halves[0])
            yield _pair(
                project, row, path, function.qualname, first.span,
                [(h.span.path, h.host) for h in halves if h.host is not None],
                [(h.span.path, h.port) for h in halves if h.port is not None],
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Half:
    """A mapping that says either where or on which port to listen."""

    span: Span
    host: Value | None
    port: Value | None


def _tables(project: Project, path: str, value: Value) -> Iterator[tuple[str, Table]]:
    for there, display in displays(project, path, value):
        if isinstance(display, Table):
            yield there, display


def _application_names(project: Project, row: ServerSettings) -> frozenset[str]:
    """The names of the project's classes that descend from a server's application class."""
    return frozenset(
        qualname.rpartition(".")[2]
        for path, facts in project.python.items()
        for qualname in (facts.classes if row.bases else ())
        if classes.library_bases(project, ClassObject(path, qualname)) & set(row.bases)
    )


def _is_named(callee: Value, names: frozenset[str]) -> bool:
    name = callee.path.rpartition(".")[2] if isinstance(callee, Imported) else getattr(callee, "name", "")
    return name in names


def _is_receiver(project: Project, path: str, function: Function, call: Call, row: ServerSettings) -> bool:
    paths = call_paths(project, path, function, call.callee)
    if any(p in row.mappings for p in paths):
        return True
    return any(
        isinstance(o, ClassObject) and classes.library_bases(project, o) & set(row.bases)
        for o in project.derive(evaluator).objects(path, call.callee)
    )


def _of_table(
    project: Project, row: ServerSettings, path: str, scope: str, table: Table, depth: int = 0
) -> Iterator[Serving | _Half]:
    """The listener that a mapping of options describes, or half of one; CherryPy's stands in its part `global`."""
    inside = {k.value: (k, v) for k, v in table.pairs if isinstance(k, Const)}
    address, host, port = (inside.get(name) if name else None for name in (row.address, row.host, row.port))
    if address is not None:
        span = Span(path, address[0].line or table.line)
        yield _serving(project, row, path, scope, span, addresses(project, path, address[1], row.default_port))
    elif host is not None and port is not None:
        span = Span(path, port[0].line or table.line)
        yield _pair(project, row, path, scope, span, [(path, host[1])], [(path, port[1])])
    elif host is not None or port is not None:
        at = port or host
        assert at is not None
        yield _Half(Span(path, at[0].line or table.line), host and host[1], port and port[1])
    elif "global" in inside and depth == 0:
        for there, display in _tables(project, path, inside["global"][1]):
            yield from _of_table(project, row, there, scope, display, depth + 1)


def _pair(
    project: Project,
    row: ServerSettings,
    path: str,
    scope: str,
    span: Span,
    hosts: Iterable[tuple[str, Value]],
    ports: Iterable[tuple[str, Value]],
) -> Serving:
    trace = project.derive(tracer)
    host = [in_image(project, r) for p, v in hosts for r in trace.resolved(p, v)]
    port = [as_number(in_image(project, r)) for p, v in ports for r in trace.resolved(p, v)]
    default_port = [Literal(row.default_port)] if row.default_port is not None else []
    default_host = [Literal(row.default_host)] if row.default_host else []
    listen = Listen(row.server, tuple(port or default_port), tuple(host or default_host), span)
    return Serving(listen, path, scope)


def _serving(
    project: Project, row: ServerSettings, path: str, scope: str, span: Span, found: list[Address], form: str = "call"
) -> Serving:
    hosts: dict[Resolved, None] = {}
    ports: dict[Resolved, None] = {}
    for one in found:
        if one is not None:
            hosts[in_image(project, one[0])] = None
            ports[as_number(in_image(project, one[1]))] = None
    return Serving(Listen(row.server, tuple(ports), tuple(hosts), span, form=form), path, scope)


def _starts(project: Project, row: ServerSettings) -> Iterator[Serving]:
    """A start on the server's defaults, where nothing says where it listens."""
    starters = {dotted for dotted, _ in row.starters}
    for path, function in project.functions():
        for site in function.calls:
            if not _is_named(site.call.callee, tails(starters)):
                continue
            if not starters & set(call_paths(project, path, function, site.call.callee)):
                continue
            given = [v for _, v in site.call.keywords if v != Const(None)]
            if row.holders and not any(
                _holds(o, row) and isinstance(o, Made) and o.path in row.holders
                for value in (*site.call.args, *given)
                for o in project.derive(evaluator).objects(path, value)
            ):
                continue
            if not row.holders and (len(site.call.args) > 2 or "config" in {k for k, _ in site.call.keywords}):
                # A configuration that is not shown here may say it.
                continue
            listen = Listen(
                row.server, (Literal(row.default_port),), (Literal(row.default_host),), project.span(path, site.loc)
            )
            yield Serving(listen, path, function.qualname, site.guards)


def _gunicorn_files(project: Project) -> Iterator[Serving]:
    """`bind` at the top of gunicorn's configuration file."""
    row = ServerSettings("gunicorn", "gunicorn 23: a configuration file's top-level names are settings")
    for path, facts in project.python.items():
        if not GUNICORN_NAME.fullmatch(basename(path)):
            continue
        for binding in facts.bindings.get("bind", ())[-1:]:
            if binding.kind == "assign":
                span = project.span(path, binding.loc)
                found = addresses(project, path, binding.value, 8000)
                yield _serving(project, row, path, MODULE, span, found, form=GUNICORN_FILE)
