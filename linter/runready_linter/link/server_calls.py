"""The servers that Python code starts by calling a library: `app.run(...)`, `uvicorn.run(...)`, `HTTPServer(...)`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from runready_linter.facts import CallSite, Function
from runready_linter.knowledge import Place, ServerCall
from runready_linter.link import classes
from runready_linter.link.addresses import addresses, as_number
from runready_linter.link.entries import last_name
from runready_linter.link.evaluate import argument, evaluator
from runready_linter.link.imports import may_be, of_imported, packages, tails
from runready_linter.link.launch import image_variables
from runready_linter.link.objects import ClassObject, External, Held, InstanceObject, Made, Object
from runready_linter.link.origins import Written, displays, entries
from runready_linter.link.project import Project
from runready_linter.link.service import port_variables, supplies_more
from runready_linter.link.settings import attribute_stores, config_item, stored_items
from runready_linter.link.surely import surely_given, surely_true
from runready_linter.link.tracing import tracer
from runready_linter.resolved import Env, Listen, Literal, Resolved, Unknown
from runready_linter.values import Attr, Call, Const, Element, Global, Imported, Item, Opaque, Seq, Table, Value


@dataclass(frozen=True, slots=True)
class Serving:
    """A listener with what decides whether it runs: its file, its scope, and the conditions that it stands under.
    `returns`: the code behind it runs too; `spawned`: a thread, a process or a task is given the call."""

    listen: Listen
    path: str
    scope: str
    guards: tuple[Value, ...] = ()
    returns: bool = False
    spawned: bool = False


def call_paths(project: Project, path: str, function: Function, callee: Value) -> tuple[str, ...]:
    """The dotted paths of the library callables that a callee may be, also as methods and constructors that classes
    of the project inherit."""
    found: dict[str, None] = {}
    resolve = project.derive(evaluator)
    for thing in resolve.objects(path, callee):
        match thing:
            case External(path=dotted):
                found[dotted] = None
            case ClassObject() if not _own(project, thing, "__init__"):
                found.update(dict.fromkeys(sorted(classes.library_bases(project, thing))))
            case _:
                pass
    if isinstance(callee, Attr):
        for owner in _receivers(project, path, function, callee):
            for base in sorted(classes.library_bases(project, owner)):
                found[base if callee.name == "__init__" else f"{base}.{callee.name}"] = None
    return tuple(found)


def _receivers(project: Project, path: str, function: Function, callee: Attr) -> Iterator[ClassObject]:
    """The project's classes whose inherited method a callee is: `server.run`, `self.run`, `super().__init__`."""
    if isinstance(callee.base, Call) and callee.base.callee == Imported("builtins.super"):
        if function.owner:
            yield ClassObject(path, function.owner)
        return
    for thing in project.derive(evaluator).objects(path, callee.base):
        owner: Object = thing.what if isinstance(thing, Held) else thing
        if isinstance(owner, InstanceObject) and not _own(project, owner.cls, callee.name):
            yield owner.cls


def _own(project: Project, cls: ClassObject, method: str) -> bool:
    return any(method in project.python[c.path].classes[c.qualname].methods for c in classes.lineage(project, cls))


def server_calls(project: Project) -> Iterator[Serving]:
    """Every call of the project's Python code that starts a server."""
    rows = of_imported(project, project.knowledge.server_calls)
    names = tails(rows)
    for path, function in project.functions():
        for site in function.calls:
            yield from _served(project, path, function, site, rows, names)
            handed = (
                handed_call(site.call)
                if last_name(site.call.callee) in project.knowledge.frameworks.spawner_names
                else None
            )
            if handed is not None:
                for serving in _served(project, path, function, replace(site, call=handed), rows, names):
                    yield replace(serving, spawned=True)


def _served(
    project: Project, path: str, function: Function, site: CallSite, rows: dict[str, ServerCall], names: frozenset[str]
) -> Iterator[Serving]:
    if may_be(project, path, site.call.callee, names):
        for dotted in call_paths(project, path, function, site.call.callee):
            row = rows.get(dotted)
            if row is not None:
                yield from _listens(project, path, function, site, row)
                return


def handed_call(call: Call) -> Call | None:
    """The call that a thread, a process or a pool is given in parts: `Thread(target=app.run, kwargs={"port": 5000})`,
    `spawn(app.run, "0.0.0.0", 5000)`; None: it is given none."""
    given = dict(call.keywords)
    target = given.get("target")
    if target is not None:
        args, kwargs = given.get("args"), given.get("kwargs")
        keywords = kwargs.pairs if isinstance(kwargs, Table) else ()
        return Call(
            target,
            args.items if isinstance(args, Seq) else (),
            (
                *((str(k.value), v) for k, v in keywords if isinstance(k, Const)),
                *((("**", kwargs),) if kwargs is not None and not isinstance(kwargs, Table) else ()),
            ),
            call.scope, call.line, call.column,
        )  # fmt: skip
    if call.args and isinstance(call.args[0], Attr | Imported | Global):
        return Call(call.args[0], call.args[1:], call.keywords, call.scope, call.line, call.column)
    return None


def _listens(project: Project, path: str, function: Function, site: CallSite, row: ServerCall) -> Iterator[Serving]:
    call = site.call
    span = project.span(path, site.loc)
    debug = any(_is_surely(project, path, call, name, surely_true) for name in row.debug)
    if row.debug_setting and all(call_argument(project, path, call, (-1, name)) is None for name in row.debug):
        debug = project.derive(_debugs).get(row.debug_setting, False)
    base = Listen(
        server=row.server, port=(), host=(), span=span, side=row.side,
        tls=any(_is_surely(project, path, call, name, surely_given) for name in row.tls),
        development=row.development or debug, debug=debug,
        guarded=bool(site.guards),
    )  # fmt: skip
    if any(_given(project, path, call, name) for name in row.no_port):
        yield Serving(base, path, function.qualname, site.guards)
        return
    value = call_argument(project, path, call, row.address) if row.address is not None else None
    if value is not None:
        found = addresses(project, value[0], value[1], row.default_port)
        hosts = tuple(dict.fromkeys(a[0] for a in found if a is not None))
        ports = tuple(dict.fromkeys(a[1] for a in found if a is not None))
    elif row.port is None:
        hosts, ports = (Unknown(),), (Unknown(),)
    else:
        hosts = _hosts(project, path, call, row)
        ports = _ports(project, path, call, row)
        if not ports:
            return
    reads = [p for p in ports if isinstance(p, Env) and p.name == project.platform.port_variable]
    # A name that is bound to the text first and then to its number is the number.
    text = row.number and bool(reads) and not any(p.number for p in reads)
    listen = replace(base, host=hosts, port=tuple(as_number(p) for p in ports), text=text)
    yield Serving(listen, path, function.qualname, site.guards, returns=row.returns or function.is_async)


def _debugs(project: Project) -> dict[str, bool]:
    """By the path of a framework's application, whether its own setting or attribute surely switches the debugger on."""
    found: dict[str, bool] = {}
    for dotted in {row.debug_setting for row in project.knowledge.server_calls.values() if row.debug_setting}:
        values = [(path, value) for path, value in _assigned(project, dotted, "debug")]
        config = External(f"{dotted}.config")
        values += [(o.path, o.value) for o in config_item(project, config, "DEBUG") or () if isinstance(o, Written)]
        found[dotted] = bool(values) and all(surely_true(project, path, value) for path, value in values)
    return found


def _assigned(project: Project, dotted: str, name: str) -> Iterator[tuple[str, Value]]:
    for path, store, base in project.derive(attribute_stores).get(name, ()):
        things = project.derive(evaluator).objects(path, base)
        if store.value is not None and any(isinstance(o, Made | External) and o.path == dotted for o in things):
            yield path, store.value if not store.guards else Opaque("under a condition")


def _ports(project: Project, path: str, call: Call, row: ServerCall) -> tuple[Resolved, ...]:
    default: Resolved | None = None
    if row.default_port is not None:
        default = _default(project, row.port_variable, Literal(row.default_port))
    return _settled(project, path, call, row.port, default)


def _hosts(project: Project, path: str, call: Call, row: ServerCall) -> tuple[Resolved, ...]:
    default = _default(project, row.host_variable, Literal(row.default_host)) if row.default_host else None
    return tuple(in_image(project, h) for h in _settled(project, path, call, row.host, default))


def _settled(
    project: Project, path: str, call: Call, place: Place | None, default: Resolved | None
) -> tuple[Resolved, ...]:
    """An argument's values, with the server's default where it is left out or may be None."""
    if place is None:
        return (default,) if default is not None else ()
    found = call_argument(project, path, call, place)
    if found is None:
        if _hidden(project, path, call, place):
            return (Unknown("unpacked arguments"),)
        return (default,) if default is not None else ()
    values: list[Resolved] = []
    for value in project.derive(tracer).resolved(*found):
        if isinstance(value, Literal) and value.value is None:
            values += [default] if default is not None else []
        else:
            values.append(in_image(project, value))
    return tuple(dict.fromkeys(values))


def _default(project: Project, variable: str, default: Literal) -> Resolved:
    """What a server takes where an argument is left out: its own variable, where the platform or the image sets it."""
    if variable == project.platform.port_variable:
        return in_image(project, Env(variable, default, number=True))
    # That a configuration may give any variable is no reason to think that it gives a server's own.
    known = in_image(project, Env(variable)) if variable in project.derive(image_variables) else default
    return default if isinstance(known, Env) else known


def in_image(project: Project, value: Resolved) -> Resolved:
    """A read of a variable that the shipped image or the service configuration sets, as the value that it has there; one
    that carries the service's port, as a read of PORT. PORT itself stays a read where the platform sets it."""
    platform = project.platform
    if not isinstance(value, Env) or (platform.gives_port and value.name == platform.port_variable):
        return value
    if value.name != platform.port_variable and value.name in port_variables(project):
        # The platform sets it, so nothing stands in for it.
        return replace(value, name=platform.port_variable, default=None)
    known = project.derive(image_variables).get(value.name)
    if known is None:
        return Unknown("the service may set it") if project.derive(supplies_more) else value
    values = [v for v in known if v is not None]
    if len(known) != 1 or not values:
        return Unknown(f"the service sets {value.name}")
    return Literal(values[0], value.at)


def call_argument(project: Project, path: str, call: Call, place: Place | None) -> tuple[str, Value] | None:
    """An argument with the file that it is written in: in the call itself, or in a mapping that is unpacked."""
    if place is None:
        return None
    value = argument(call, *place)
    if value is not None:
        return path, value
    for keyword, mapping in call.keywords:
        if keyword == "**":
            if stored_items(project, path, mapping, place[1]):
                return path, Item(mapping, Const(place[1]))
            for there, display in displays(project, path, mapping):
                found = entries(display, place[1])
                if found:
                    return there, found[0]
    return None


def _hidden(project: Project, path: str, call: Call, place: Place) -> bool:
    """Whether an argument may be given by something unpacked that cannot be looked into."""
    if any(isinstance(a, Element) for a in call.args):
        return True
    for keyword, mapping in call.keywords:
        if keyword == "**":
            shown = list(displays(project, path, mapping))
            if not shown or any(entries(display, place[1]) is None for _, display in shown):
                return True
    return False


def _given(project: Project, path: str, call: Call, name: str) -> bool:
    found = call_argument(project, path, call, (-1, name))
    return found is not None and not (isinstance(found[1], Const) and not found[1].value)


def _is_surely(
    project: Project, path: str, call: Call, name: str, holds: Callable[[Project, str, Value], bool]
) -> bool:
    found = call_argument(project, path, call, (-1, name))
    return found is not None and holds(project, *found)


def socket_listens(project: Project) -> Iterator[Serving]:
    """Stream sockets that are bound and then listen; datagram and Unix sockets are none."""
    if "socket" not in project.derive(packages):
        return
    verbs = list(_socket_verbs(project))
    listening = {thing.site for _, _, name, thing, _ in verbs if name == "listen"}
    for path, function, name, thing, call_site in verbs:
        if name != "bind" or thing.site not in listening or _is_other_kind(thing):
            continue
        value = argument(call_site.call, 0, "address")
        if value is None:
            continue
        found = [a for a in addresses(project, path, value) if a is not None]
        listen = Listen(
            "socket", tuple(dict.fromkeys(in_image(project, a[1]) for a in found)),
            tuple(dict.fromkeys(in_image(project, a[0]) for a in found)), project.span(path, call_site.loc),
            text=any(isinstance(a[1], Env) and not a[1].number and a[1].name == project.platform.port_variable for a in found),
        )  # fmt: skip
        yield Serving(listen, path, function.qualname, call_site.guards)


def _socket_verbs(project: Project) -> Iterator[tuple[str, Function, str, Made, CallSite]]:
    """The calls of `bind` and `listen` on sockets, each with the socket."""
    for path, function in project.functions():
        for site in function.calls:
            callee = site.call.callee
            if not isinstance(callee, Attr) or callee.name not in {"bind", "listen"}:
                continue
            for thing in project.derive(evaluator).objects(path, callee.base):
                made = thing.what if isinstance(thing, Held) else thing
                if isinstance(made, Made) and made.path in {"socket.socket", "socket.create_socket"}:
                    yield path, function, callee.name, made, site


def _is_other_kind(made: Made) -> bool:
    said = (*made.call.args, *(v for _, v in made.call.keywords))
    others = {"SOCK_DGRAM", "SOCK_RAW", "AF_UNIX", "AF_BLUETOOTH", "AF_CAN", "AF_NETLINK", "AF_PACKET"}
    return any(
        (isinstance(v, Attr) and v.name in others) or (isinstance(v, Imported) and v.path.rpartition(".")[2] in others)
        for v in said
    )
