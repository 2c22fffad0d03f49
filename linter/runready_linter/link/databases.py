"""The databases that the project opens or configures on the instance itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from runready_linter.facts import MODULE, CallSite, Function
from runready_linter.findings import Span
from runready_linter.knowledge import DatabaseCall
from runready_linter.link.database_settings import configured
from runready_linter.link.database_urls import MORE, Choice, LocalDatabase, chosen_by_url, entry_span
from runready_linter.link.dormant import dormant_reason
from runready_linter.link.elsewhere import in_test, runs_elsewhere
from runready_linter.link.evaluate import argument, evaluator
from runready_linter.link.file_paths import ANY, file_paths
from runready_linter.link.imports import may_be, of_imported, tails
from runready_linter.link.listens import listens
from runready_linter.link.objects import External, Held, Inside, InstanceObject, Made, Object
from runready_linter.link.origins import displays
from runready_linter.link.project import Project
from runready_linter.link.server_calls import call_paths
from runready_linter.link.tracing import tracer
from runready_linter.resolved import Env, Literal
from runready_linter.shell.text import Text
from runready_linter.values import Attr, Binary, Call, Const, Element, Entered, Join, Local, Seq, Table, Value
from runready_linter.values import Choice as Choice_

_TEMPORARY = ("tempfile.",)
#: Beginnings of the addresses of what is no file, for callables that take either.
_REMOTE = (
    "libsql:",
    "md:",
    "motherduck:",
    "postgres",
    "http://",
    "https://",
    "s3://",
    "gs://",
    "az://",
    "db://",
    "redis:",
)
_COMMANDS = (
    "click.command",
    "click.group.command",
    "typer.Typer.command",
    "flask.Flask.cli.command",
    "click.Group.command",
)


def local_databases(project: Project) -> tuple[LocalDatabase, ...]:
    """Every local database of the service, once per cause: `project.derive(local_databases)`."""
    settings = [*configured(project)]
    chosen = {at for setting in settings for at in setting.choice.origins}
    serving = frozenset(listen.span.path for listen in project.derive(listens) if listen.span.path in project.python)
    calls = [
        call
        for call in _opened(project)
        if not (call.choice.origins and chosen.issuperset(call.choice.origins))
        and not dormant_reason(project, call.path, call.scope, serving)
    ]
    return (*settings, *_once_each(calls))


def _once_each(calls: Iterable[LocalDatabase]) -> Iterator[LocalDatabase]:
    """Calls that open the same database are one cause, at the first of them."""
    groups: dict[object, list[LocalDatabase]] = {}
    for call in calls:
        choice = call.choice
        known = choice.named or choice.text or choice.origins
        # A driver's name alone does not say which database.
        alone = choice.in_memory or not known or choice.text in {"sqlite", "duckdb"}
        groups.setdefault(call.span if alone else (choice.product, known), []).append(call)
    for first, *others in groups.values():
        yield replace(first, users=tuple(dict.fromkeys(o.span for o in others if o.span != first.span)))


def _opened(project: Project) -> Iterator[LocalDatabase]:
    rows = of_imported(project, project.knowledge.databases.calls)
    names = tails(rows)
    for path, function in project.functions():
        if not project.serves(path):
            continue
        for site in function.calls:
            callee = site.call.callee
            if not rows or not may_be(project, path, callee, names):
                continue
            for dotted in call_paths(project, path, function, callee):
                row = rows.get(dotted)
                if row is not None and not _excused(project, path, function, site):
                    yield from _by_call(project, path, function, site, row)
                    break


def _excused(project: Project, path: str, function: Function, site: CallSite) -> bool:
    return (
        runs_elsewhere(site.guards) or in_test(project, path, function.qualname) or _is_command(project, path, function)
    )


def _is_command(project: Project, path: str, function: Function) -> bool:
    """Whether a function is a command for operators; the service does not run it."""
    for decorator in function.decorators:
        callee = decorator.callee if isinstance(decorator, Call) else decorator
        for thing in project.derive(evaluator).objects(path, callee):
            if isinstance(thing, External) and thing.path.endswith(_COMMANDS):
                return True
    return False


def _by_call(
    project: Project, path: str, function: Function, site: CallSite, row: DatabaseCall
) -> Iterator[LocalDatabase]:
    call, span = site.call, project.span(path, site.loc)
    if _is_read_only(project, path, call, row):
        return
    if row.config is not None:
        yield from _connections(project, path, function, call, row)
    if row.url is not None:
        url = argument(call, *row.url) or _option(call, "url")
        choice = chosen_by_url(project, path, url) if url is not None else None
        if choice is not None and url is not None and not (choice.in_memory and _is_scratch(function, site)):
            if choice.text.endswith(MORE):
                choice = replace(choice, named=_pattern(project, path, url))
            yield LocalDatabase(choice, span, path, function.qualname)
    if row.file is not None:
        file = argument(call, *row.file)
        file = file if file is not None or row.location is None else _memory(project, path, call, row.location)
        chosen = _chosen_file(project, path, file, row) if file is not None else None
        if file is None and row.memory and not any(isinstance(a, Element) for a in call.args):
            chosen = Choice(row.product, ":memory:")
        if chosen is not None and not (chosen.in_memory and _is_scratch(function, site)):
            yield LocalDatabase(chosen, span, path, function.qualname)


def _memory(project: Project, path: str, call: Call, place: tuple[int, str]) -> Value | None:
    """The argument that is an address, where it says that the database is in memory."""
    value = argument(call, *place)
    traced = project.derive(tracer).trace(path, value) if value is not None else ()
    return value if any(isinstance(t, Literal) and t.value == ":memory:" for t in traced) else None


def _option(call: Call, name: str) -> Value | None:
    return next((v for k, v in call.keywords if k == name), None)


def _chosen_file(project: Project, path: str, file: Value, row: DatabaseCall) -> Choice | None:
    """The local database in a file. A file is local whatever its name is, unless it is a temporary one."""
    if file == Const(None) or (isinstance(file, Const) and file.value is None):
        return None
    if _in_temporary(project, path, file):
        return None
    text, variables, origins = "", dict[str, None](), list[Span]()
    for traced in project.derive(tracer).trace(path, file):
        match traced:
            case Literal(value=str(name), at=at):
                text = text or name
                origins += [at] if at is not None else []
            case Text(pattern=pattern):
                text = text or "".join(c for c in pattern if c.isprintable())
            case Env(name=name):
                variables[name] = None
            case _:
                pass
    remote = text.startswith(_REMOTE)
    if remote or "mode=ro" in text or "immutable=1" in text:
        return None
    return Choice(row.product, text, (), tuple(dict.fromkeys(origins)), _named(project, path, file))


def _named(project: Project, path: str, file: Value) -> str:
    """A file's path where that is known but for the application's own folder; else an attribute that holds it, as its
    class and name: two methods that open it open the same."""
    if found := _pattern(project, path, file):
        return found
    match file:
        case Call(args=(inner,)):
            return _named(project, path, inner)
        case Attr(base=base, name=name):
            owners = project.derive(evaluator).objects(path, base)
            said = {f"{o.cls.path}:{o.cls.qualname}.{name}" for o in owners if isinstance(o, InstanceObject)}
            return min(said, default="")
        case _:
            return ""


def _pattern(project: Project, path: str, value: Value) -> str:
    """The path, or the URL with one, that a value is, where it is known to the end."""
    found = (f.pattern for f in project.derive(file_paths).of(path, value) if f.known and ANY not in f.pattern)
    return next(found, "")


def _in_temporary(project: Project, path: str, file: Value) -> bool:
    """Whether a path is a temporary file's, or one inside a temporary directory: scratch space, judged as such."""
    if any(_is_temporary(o) for o in project.derive(evaluator).objects(path, file)):
        return True
    match file:
        case Call(args=args):
            parts: tuple[Value, ...] = args
        case Join(parts=joined):
            parts = joined
        case Binary(left=left, right=right):
            parts = (left, right)
        case _:
            return False
    return any(_in_temporary(project, path, part) for part in parts)


def _is_temporary(thing: Object) -> bool:
    match thing:
        case Held(what=inner) | Inside(of=inner):
            return _is_temporary(inner)
        case Made(path=dotted) | External(path=dotted):
            return dotted.startswith(_TEMPORARY)
        case _:
            return False


def _is_read_only(project: Project, path: str, call: Call, row: DatabaseCall) -> bool:
    if row.reads_unless is not None and argument(call, *row.reads_unless) is None:
        return True
    for place, wanted in row.read_only:
        value = argument(call, *place)
        if value is not None and any(
            isinstance(t, Literal) and t.value == wanted for t in project.derive(tracer).trace(path, value)
        ):
            return True
    return False


def _is_scratch(function: Function, site: CallSite) -> bool:
    """Whether a database in memory ends with the function that makes it: nothing hands it on."""
    if function.qualname == MODULE or function.is_generator:
        return False
    names = {name for name, bindings in function.locals.items() if any(_holds(b.value, site.call) for b in bindings)}
    handed = [*function.returns, *(s.value for s in function.stores if s.value is not None)]
    parts: list[Value] = [site.call, *(Local(function.qualname, name) for name in names)]
    return not any(_holds(value, part) for value in handed for part in parts)


def _holds(value: Value, part: Value) -> bool:
    """Whether a value is a part, or a display with it; what is fetched from a database is not the database."""
    match value:
        case Seq(items=items) | Choice_(options=items):
            return any(_holds(item, part) for item in items)
        case Table(pairs=pairs):
            return any(_holds(item, part) for _, item in pairs)
        case Entered(of=of):
            return _holds(of, part)
        case Call(args=args, keywords=keywords):
            # An object that is made of it keeps it.
            return value == part or any(_holds(v, part) for v in (*args, *(k for _, k in keywords)))
        case _:
            return value == part


def _connections(
    project: Project, path: str, function: Function, call: Call, row: DatabaseCall
) -> Iterator[LocalDatabase]:
    """Tortoise's mapping: `{"connections": {"default": "sqlite://..."}}`; the line is the innermost entry's."""
    value = argument(call, *row.config) if row.config is not None else None
    if value is None:
        return
    for there, table in displays(project, path, value):
        for here, connections in _under(project, there, table, "connections"):
            for key, url in connections.pairs:
                choice = chosen_by_url(project, here, url)
                if choice is not None:
                    yield LocalDatabase(choice, entry_span(here, key, url), path, function.qualname)
                    continue
                for inner, options in displays(project, here, url):
                    if not isinstance(options, Table):
                        continue
                    for name, engine in options.pairs:
                        made = chosen_by_url(project, inner, engine) if name == Const("engine", _line(name)) else None
                        if made is not None:
                            yield LocalDatabase(made, entry_span(inner, name, engine), path, function.qualname)


def _under(project: Project, path: str, table: object, key: str) -> Iterator[tuple[str, Table]]:
    if isinstance(table, Table):
        for name, value in table.pairs:
            if isinstance(name, Const) and name.value == key:
                for there, inner in displays(project, path, value):
                    if isinstance(inner, Table):
                        yield there, inner


def _line(value: Value) -> int:
    return value.line if isinstance(value, Const) else 0
