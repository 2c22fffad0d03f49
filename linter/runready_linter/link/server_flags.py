"""Servers' settings that make them end TLS or serve a developer, where they stand apart from the call that starts the
server: a configuration object's attribute, a mapping of options, gunicorn's configuration file, a wrapped socket."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import basename
from typing import Literal

from runready_linter.facts import MODULE
from runready_linter.findings import Span
from runready_linter.knowledge import ServerSettings
from runready_linter.link.commands import server_row
from runready_linter.link.dormant import dormant_reason
from runready_linter.link.elsewhere import in_test, runs_elsewhere
from runready_linter.link.evaluate import evaluator
from runready_linter.link.imports import may_be, of_imported, packages, tails
from runready_linter.link.launch import launches
from runready_linter.link.objects import External, Made
from runready_linter.link.origins import displays
from runready_linter.link.project import Project
from runready_linter.link.server_calls import call_argument, call_paths
from runready_linter.link.server_settings import GUNICORN_NAME
from runready_linter.link.surely import surely_given, surely_true
from runready_linter.values import Attr, Const, Table, Value

Kind = Literal["tls", "debug"]


@dataclass(frozen=True, slots=True)
class ServerFlag:
    """A setting that is surely on, in the service.

    Args:
        kind: it makes the server end TLS, or a development server.
        server: as a message names it.
        name: of the setting.
        span: where it is set.
        scope: the function that sets it.
    """

    kind: Kind
    server: str
    name: str
    span: Span
    scope: str


def server_flags(project: Project) -> tuple[ServerFlag, ...]:
    """The settings of one server that one function makes are one: `certfile` and `keyfile` end the same TLS."""
    return project.derive(_server_flags)


def _server_flags(project: Project) -> tuple[ServerFlag, ...]:
    found = [*_gunicorn_files(project), *_wrapped_sockets(project), *_debug_applications(project)]
    known = project.derive(packages)
    for row in project.knowledge.server_settings:
        if (row.tls or row.debug) and {d.partition(".")[0] for d in (*row.holders, *row.mappings, *row.bases)} & known:
            found += [*_attributes(project, row), *_options(project, row)]
    first: dict[tuple[Kind, str, str, str], ServerFlag] = {}
    for flag in sorted(found, key=lambda f: (f.span.path, f.span.line)):
        first.setdefault((flag.kind, flag.server, flag.span.path, flag.scope), flag)
    paths = {flag.span.path for flag in first.values()}
    return tuple(
        f
        for f in first.values()
        if project.serves(f.span.path)
        and not in_test(project, f.span.path, f.scope)
        and (f.server == "gunicorn" or not dormant_reason(project, f.span.path, f.scope, paths))
    )


def _flag(
    project: Project, row: ServerSettings, name: str, path: str, value: Value, span: Span, scope: str
) -> Iterator[ServerFlag]:
    if name in row.tls and surely_given(project, path, value):
        yield ServerFlag("tls", row.server, name, span, scope)
    elif name in row.debug and surely_true(project, path, value):
        yield ServerFlag("debug", row.server, name, span, scope)


def _attributes(project: Project, row: ServerSettings) -> Iterator[ServerFlag]:
    """`config.certfile = "cert.pem"`."""
    names = {*row.tls, *row.debug}
    for path, function in project.functions():
        for store in function.stores:
            target = store.target
            if store.value is None or not isinstance(target, Attr) or target.name not in names:
                continue
            holders = project.derive(evaluator).objects(path, target.base)
            if runs_elsewhere(store.guards) or not any(
                isinstance(o, Made | External) and o.path in row.holders for o in holders
            ):
                continue
            span = project.span(path, store.loc)
            yield from _flag(project, row, target.name, path, store.value, span, function.qualname)


def _options(project: Project, row: ServerSettings) -> Iterator[ServerFlag]:
    """`cherrypy.config.update({"server.ssl_certificate": "cert.pem"})`."""
    names = tails(row.mappings)
    for path, function in project.functions():
        for site in function.calls:
            callee = site.call.callee
            if not names or not may_be(project, path, callee, names) or runs_elsewhere(site.guards):
                continue
            if not set(row.mappings) & set(call_paths(project, path, function, callee)):
                continue
            for argument in (*site.call.args, *(v for _, v in site.call.keywords)):
                for there, table in displays(project, path, argument):
                    for key, value in table.pairs if isinstance(table, Table) else ():
                        if isinstance(key, Const) and isinstance(key.value, str):
                            span = Span(there, key.line or table.line)
                            yield from _flag(project, row, key.value, there, value, span, function.qualname)


def _gunicorn_files(project: Project) -> Iterator[ServerFlag]:
    """`certfile = ...` and `reload = True` at the top of gunicorn's configuration file."""
    row = ServerSettings(
        "gunicorn", "gunicorn 23: a configuration file's top-level names are settings",
        tls=("certfile", "keyfile"), debug=("reload",),
    )  # fmt: skip
    started = [
        served
        for launch in launches(project)
        if launch.ships
        for command in launch.commands
        if (served := server_row(project, command)) is not None
    ]
    if started and not any(served.server == "gunicorn" for served in started):
        return
    for path, facts in project.python.items():
        if not GUNICORN_NAME.fullmatch(basename(path)):
            continue
        for name in (*row.tls, *row.debug):
            bindings = facts.bindings.get(name, ())
            for binding in bindings if len(bindings) == 1 else ():
                if binding.kind == "assign" and not runs_elsewhere(binding.guards):
                    yield from _flag(project, row, name, path, binding.value, project.span(path, binding.loc), MODULE)


def _debug_applications(project: Project) -> Iterator[ServerFlag]:
    """`tornado.web.Application(routes, debug=True)`."""
    rows = of_imported(project, project.knowledge.web_requests.debug_calls)
    names = tails(rows)
    for path, function in project.functions():
        for site in function.calls if rows else ():
            if not may_be(project, path, site.call.callee, names) or runs_elsewhere(site.guards):
                continue
            for dotted in call_paths(project, path, function, site.call.callee):
                for name in rows.get(dotted, ()):
                    given = call_argument(project, path, site.call, (-1, name))
                    if given is not None and surely_true(project, *given):
                        span = project.span(path, site.loc)
                        yield ServerFlag("debug", dotted.partition(".")[0], name, span, function.qualname)


def _wrapped_sockets(project: Project) -> Iterator[ServerFlag]:
    """`context.wrap_socket(server.socket, server_side=True)`, and servers that are made with TLS."""
    rows = of_imported(project, project.knowledge.web_requests.tls_calls)
    names = tails(rows)
    for path, function in project.functions():
        for site in function.calls:
            callee = site.call.callee
            if not may_be(project, path, callee, names) or runs_elsewhere(site.guards):
                continue
            for dotted in call_paths(project, path, function, callee):
                keyword = rows.get(dotted)
                if keyword is None:
                    continue
                given = dict(site.call.keywords)
                first = next(iter((*site.call.args, *given.values())), None)
                value = given.get(keyword) if keyword else first
                if value is not None and surely_given(project, path, value):
                    name = keyword or dotted.rpartition(".")[2]
                    server = dotted.partition(".")[0]
                    yield ServerFlag("tls", server, name, project.span(path, site.loc), function.qualname)
                break
