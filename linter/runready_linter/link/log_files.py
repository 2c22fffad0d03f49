"""The local files that the service sends its logs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import basename

from runready_linter.facts import MODULE, Function
from runready_linter.findings import Span
from runready_linter.link.commands import server_row
from runready_linter.link.database_urls import entry_span
from runready_linter.link.dormant import dormant_reason
from runready_linter.link.elsewhere import in_test, is_test_name, runs_elsewhere, words
from runready_linter.link.evaluate import argument, evaluator
from runready_linter.link.file_paths import FilePath, file_paths
from runready_linter.link.framework_settings import settings_named
from runready_linter.link.imports import may_be, of_imported, tails
from runready_linter.link.launch import image_variables, launches
from runready_linter.link.listens import listens
from runready_linter.link.objects import External, Made
from runready_linter.link.origins import displays
from runready_linter.link.project import Project
from runready_linter.link.server_calls import call_paths
from runready_linter.link.server_settings import GUNICORN_NAME
from runready_linter.values import Attr, Call, Const, Seq, Table, Value


@dataclass(frozen=True, slots=True)
class LogFile:
    """A local log file: its name as far as it is known, and the setting, constructor, call or option that chooses it."""

    name: str
    span: Span
    by: str


def log_files(project: Project) -> tuple[LogFile, ...]:
    """Every local log file of the service, once per place: `project.derive(log_files)`."""
    found = (*_by_call(project), *_by_configuration(project), *_by_server_file(project), *_by_command(project))
    return tuple({(f.span.path, f.span.line): f for f in reversed(found)}.values())[::-1]


def _local(project: Project, path: str, value: Value | None) -> str | None:
    """The name of the file that a value names; None: it is no file of the instance, or that is not known."""
    found = project.derive(file_paths).of(path, value) if value is not None else ()
    named = [p for p in found if not p.variables and _is_named(p)]
    files = [p for p in named if not _is_sink(project, p.pattern)]
    return files[0].shown if files else None


def _opened(project: Project, path: str, value: Value | None) -> str | None:
    """The name of the file that an open file is on; None: it is no file of the instance, or that is not known."""
    for thing in project.derive(evaluator).objects(path, value) if value is not None else ():
        if isinstance(thing, Made) and thing.path in project.knowledge.log_files.openers:
            place = project.knowledge.log_files.openers[thing.path]
            return _local(project, thing.site.path, argument(thing.call, *place))
    # `Path("app.log").open("a")`
    if isinstance(value, Call) and isinstance(value.callee, Attr) and value.callee.name == "open" and value.args:
        return _local(project, path, value.callee.base)
    return None


def _is_sink(project: Project, name: str) -> bool:
    """Whether a name is a standard stream's, or no file of the instance's storage at all."""
    tables = project.knowledge.log_files
    return name in tables.sinks or name.startswith(tables.sink_folders)


def _is_named(path: FilePath) -> bool:
    return path.temporary or path.known


def _by_call(project: Project) -> Iterator[LogFile]:
    rows = of_imported(project, project.knowledge.log_files.calls)
    streams = of_imported(project, project.knowledge.log_files.streams)
    names = tails((*rows, *streams))
    attributes = of_imported(project, project.knowledge.log_files.attributes)
    serving = frozenset(listen.span.path for listen in project.derive(listens) if listen.span.path in project.python)
    for path, function in project.functions():
        if not project.serves(path):
            continue
        for site in function.calls if names else ():
            callee = site.call.callee
            if not may_be(project, path, callee, names):
                continue
            known = call_paths(project, path, function, callee)
            dotted = next((d for d in known if d in rows or d in streams), None)
            if dotted is None or _excused(project, path, function, site.guards):
                continue
            name = _local(project, path, argument(site.call, *rows[dotted])) if dotted in rows else None
            if name is None and dotted in streams:
                name = _opened(project, path, argument(site.call, *streams[dotted]))
            if name is not None and not dormant_reason(project, path, function.qualname, serving):
                yield LogFile(name, project.span(path, site.loc), dotted.rpartition(".")[2])
        for store in function.stores if attributes else ():
            if not isinstance(store.target, Attr) or store.value is None:
                continue
            for thing in project.derive(evaluator).objects(path, store.target.base):
                if isinstance(thing, External) and store.target.name in attributes.get(thing.path, ()):
                    name = _local(project, path, store.value) or _opened(project, path, store.value)
                    if name is not None and not _excused(project, path, function, store.guards):
                        yield LogFile(name, project.span(path, store.loc), store.target.name)


def _excused(project: Project, path: str, function: Function, guards: tuple[Value, ...]) -> bool:
    """Whether code is for tests, development or operators, or the image's own variables decide about it."""
    if runs_elsewhere(guards) or in_test(project, path, function.qualname) or _is_a_command(project, path, function):
        return True
    said = {w for guard in guards for w in words(guard)}
    return bool(said & project.derive(image_variables).keys())


def _is_a_command(project: Project, path: str, function: Function) -> bool:
    callees = [d.callee if isinstance(d, Call) else d for d in function.decorators]
    return any(
        isinstance(o, External) and o.path.startswith(("click.", "typer.", "flask.Flask.cli"))
        for callee in callees
        for o in project.derive(evaluator).objects(path, callee)
    )


# Logging configurations


def _by_configuration(project: Project) -> Iterator[LogFile]:
    tables = project.knowledge.log_files
    for setting in settings_named(project, tables.settings):
        yield from _of_configuration(project, setting.path, setting.value)
    rows = of_imported(project, tables.configurers)
    sinks = of_imported(project, tables.sink_lists)
    names = tails((*rows, *sinks))
    for path, function in project.functions():
        if not project.serves(path) or not names:
            continue
        for site in function.calls:
            if not may_be(project, path, site.call.callee, names):
                continue
            for dotted in call_paths(project, path, function, site.call.callee):
                if dotted in rows and not _excused(project, path, function, site.guards):
                    value = argument(site.call, *rows[dotted])
                    yield from _of_configuration(project, path, value) if value is not None else ()
                elif dotted in sinks and not _excused(project, path, function, site.guards):
                    value = argument(site.call, *sinks[dotted])
                    yield from _of_sinks(project, path, value) if value is not None else ()
    # `LOGGING["handlers"]["file"] = {...}` in a settings module.
    for path, facts in project.python.items():
        for store in facts.functions[MODULE].stores if project.serves(path) else ():
            said = set(words(store.target))
            named = "handlers" in said and tables.settings & said
            if named and store.value is not None and not runs_elsewhere(store.guards):
                yield from _of_handler(project, path, store.value)


def _of_configuration(project: Project, path: str, value: Value) -> Iterator[LogFile]:
    for there, table in displays(project, path, value):
        if not project.serves(there):
            continue
        for where, handlers in _under(project, there, table, "handlers"):
            used = _used(project, there, table)
            for key, handler in handlers.pairs:
                name = str(key.value) if isinstance(key, Const) else ""
                if not is_test_name(name) and (used is None or name in used):
                    yield from _of_handler(project, where, handler)


def _of_sinks(project: Project, path: str, value: Value) -> Iterator[LogFile]:
    """loguru's `handlers=[{"sink": "app.log"}]`."""
    for there, listed in displays(project, path, value):
        for item in listed.items if isinstance(listed, Seq) else ():
            for here, table in displays(project, there, item):
                for key, sink in table.pairs if isinstance(table, Table) else ():
                    if isinstance(key, Const) and key.value == "sink":
                        name = _local(project, here, sink) or _opened(project, here, sink)
                        if name is not None:
                            yield LogFile(name, entry_span(here, key, sink), "the logging configuration")


def _of_handler(project: Project, path: str, handler: Value) -> Iterator[LogFile]:
    for there, table in displays(project, path, handler):
        entries = {k.value: (k, v) for k, v in table.pairs if isinstance(k, Const)} if isinstance(table, Table) else {}
        key, kind = entries.get("class") or entries.get("()") or (None, None)
        if key is None or kind is None or "require_debug_true" in set(words(entries.get("filters", (None, None))[1])):
            continue
        dotted = {o.value for o in project.derive(evaluator).objects(there, kind) if hasattr(o, "value")} | {
            o.path for o in project.derive(evaluator).objects(there, kind) if isinstance(o, External)
        }
        if dotted & project.knowledge.log_files.classes and "filename" in entries:
            name = _local(project, there, entries["filename"][1])
            if name is not None:
                yield LogFile(name, entry_span(there, key, kind), "the logging configuration")


def _used(project: Project, path: str, table: Seq | Table) -> set[str] | None:
    """The handlers that the loggers of a configuration name; None: it cannot be told."""
    found: set[str] = set()
    for key, value in table.pairs if isinstance(table, Table) else ():
        if not isinstance(key, Const) or key.value not in {"loggers", "root"}:
            continue
        if not isinstance(value, Table) or value.partial:
            return None
        inner = [value] if key.value == "root" else [v for _, v in value.pairs]
        for logger in inner:
            if not isinstance(logger, Table) or logger.partial:
                return None
            for name, handlers in logger.pairs:
                if isinstance(name, Const) and name.value == "handlers":
                    if not isinstance(handlers, Seq) or not all(isinstance(i, Const) for i in handlers.items):
                        return None
                    found |= {str(i.value) for i in handlers.items if isinstance(i, Const)}
    return found or None


def _under(project: Project, path: str, table: Seq | Table, key: str) -> Iterator[tuple[str, Table]]:
    for name, value in table.pairs if isinstance(table, Table) else ():
        if isinstance(name, Const) and name.value == key:
            for there, inner in displays(project, path, value):
                if isinstance(inner, Table):
                    yield there, inner


# Servers


def _by_server_file(project: Project) -> Iterator[LogFile]:
    for path, facts in project.python.items():
        if GUNICORN_NAME.fullmatch(basename(path)) and project.serves(path):
            for name in project.knowledge.log_files.server_settings & facts.bindings.keys():
                for binding in facts.bindings[name][-1:]:
                    local = _local(project, path, binding.value) if binding.kind == "assign" else None
                    if local is not None and not runs_elsewhere(binding.guards):
                        yield LogFile(local, project.span(path, binding.loc), f"gunicorn's {name}")
            for binding in facts.bindings.get("logconfig_dict", ())[-1:]:
                yield from _of_configuration(project, path, binding.value)


def _by_command(project: Project) -> Iterator[LogFile]:
    tables = project.knowledge.log_files
    for launch in launches(project):
        for started in launch.commands if launch.ships else ():
            row = server_row(project, started)
            options = tables.options.get(row.server, ()) if row is not None else ()
            more = started.variables.get(row.arguments_variable) if row is not None and options else None
            said = [*(more.words() if more is not None else []), *started.invocation.arguments] if options else []
            for index, word in enumerate(said):
                name, equals, value = word.pattern.partition("=")
                if name not in options:
                    continue
                if not equals:
                    value = said[index + 1].pattern if index + 1 < len(said) else "-"
                if value and value.isprintable() and not _is_sink(project, value):
                    yield LogFile(value, started.span, f"{row.server if row is not None else ''} {name}")
                    break
