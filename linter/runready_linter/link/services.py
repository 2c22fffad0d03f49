"""The backing services that the project looks for on the instance itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from runready_linter.facts import CallSite, Function
from runready_linter.findings import Span
from runready_linter.link.callgraph import lexical
from runready_linter.link.commands import program_names
from runready_linter.link.contexts import contexts
from runready_linter.link.dormant import dormant_reason
from runready_linter.link.elsewhere import in_test, is_development_name, is_test_name, runs_elsewhere
from runready_linter.link.evaluate import evaluator
from runready_linter.link.framework_settings import Setting, settings_named
from runready_linter.link.imports import may_be, of_imported, tails
from runready_linter.link.launch import image_variables, launches
from runready_linter.link.listens import listens
from runready_linter.link.local_addresses import LocalAddress, is_local, local_address, parts
from runready_linter.link.objects import ClassObject, External, Made
from runready_linter.link.origins import displays
from runready_linter.link.project import Project
from runready_linter.link.server_calls import call_argument, call_paths
from runready_linter.link.service import supplied_variables, supplies_more
from runready_linter.link.settings import is_settings
from runready_linter.resolved import Env, Literal, Resolved
from runready_linter.services_knowledge import ServiceCall
from runready_linter.values import Attr, Call, Const, Defined, Element, Global, Item, Table, Value

_HEALTH = re.compile(r"/(health|healthz|healthcheck|ready|readyz|live|livez|ping|status)\b", re.IGNORECASE)
_OPERATORS = ("click.", "typer.", "flask.Flask.cli", "django.core.management")


@dataclass(frozen=True, slots=True)
class LocalService:
    """A service that is looked for on the instance itself.

    Args:
        product: how messages name it.
        span: the literal, the setting, or the read with that default.
        users: the calls that go there, other than at `span`.
        default: the address is a library's own default.
    """

    product: str
    address: LocalAddress
    span: Span
    users: tuple[Span, ...] = ()
    default: bool = False


def local_services(project: Project) -> tuple[LocalService, ...]:
    """Every service that is looked for on the instance itself, once per cause: `project.derive(local_services)`."""
    causes: dict[tuple[str, int], LocalService] = {}
    for found in (*_by_setting(project), *_by_call(project), *_by_default(project)):
        if _is_beside(project, found):
            continue
        key = (found.span.path, found.span.line)
        first = causes.get(key)
        causes[key] = (
            found if first is None else replace(first, users=tuple(dict.fromkeys((*first.users, *found.users))))
        )
    return tuple(causes.values())


def _by_setting(project: Project) -> Iterator[LocalService]:
    tables = project.knowledge.services
    found = tuple(settings_named(project, frozenset(tables.settings)))
    replaced = frozenset(_replaced(project, found))
    for setting in found:
        for path, value in parts(project, setting.path, setting.value, tables.keys):
            if (path, value) in replaced:
                continue
            address = local_address(project, path, value)
            if address is not None:
                line = getattr(value, "line", 0) if path == setting.path else 0
                span = address.span or (Span(path, line) if line else setting.span)
                product = tables.schemes.get(address.scheme) or tables.settings[setting.name]
                yield LocalService(product, address, span, () if span.path == setting.path else (setting.span,))


def _replaced(project: Project, settings: Sequence[Setting]) -> Iterator[tuple[str, Value]]:
    """The entries of mappings that a later assignment of the same settings replaces, whatever the environment says:
    `DATABASES["default"]["HOST"] = os.environ["DB_HOST"]`."""
    by_name: dict[str, list[Setting]] = {}
    for setting in settings:
        by_name.setdefault(setting.name, []).append(setting)
    for path, function in project.functions():
        for store in function.stores:
            keys: list[object] = []
            target = store.target
            while isinstance(target, Item) and isinstance(target.key, Const):
                keys.insert(0, target.key.value)
                target = target.base
            name = target.name if isinstance(target, Global) else getattr(target, "path", "").rpartition(".")[2]
            if store.kind != "assign" or store.guards or not keys or not project.serves(path):
                continue
            for setting in by_name.get(name, ()):
                yield from _entries_at(project, setting.path, setting.value, keys)


def _entries_at(project: Project, path: str, value: Value, keys: Sequence[object]) -> Iterator[tuple[str, Value]]:
    """What stands in a mapping under a path of keys, and all that is in it."""
    for there, display in displays(project, path, value):
        found = (
            [v for k, v in display.pairs if isinstance(k, Const) and (not keys or k.value == keys[0])]
            if isinstance(display, Table)
            else []
        )
        for inner in found:
            if len(keys) < 2:
                yield there, inner
            yield from _entries_at(project, there, inner, keys[1:])


def _by_call(project: Project) -> Iterator[LocalService]:
    rows = of_imported(project, project.knowledge.services.calls)
    clients = {d: r for d, r in rows.items() if not r.request}
    requests = {d: r for d, r in rows.items() if r.request}
    names, verbs = tails(clients), tails(requests)
    when = project.derive(contexts)
    lexical_ = project.derive(lexical)
    serving = frozenset(listen.span.path for listen in project.derive(listens) if listen.span.path in project.python)
    for path, function in project.functions():
        if not project.serves(path) or not function.calls or not (names or verbs):
            continue
        reached = when.of(path, function.qualname)
        for site in function.calls:
            row: ServiceCall | None = None
            callee = site.call.callee
            if may_be(project, path, callee, names):
                row = next((clients[d] for d in call_paths(project, path, function, callee) if d in clients), None)
            if row is None and verbs and reached.keys() & {"serving", "background"} and _may_request(site, verbs):
                row = next(
                    (
                        requests[o.path]
                        for o in lexical_.objects(path, callee)
                        if isinstance(o, External) and o.path in requests
                    ),
                    None,
                )
            if row is None or _excused(project, path, function, site):
                continue
            found = list(_of_row(project, path, site, row))
            if found and not dormant_reason(project, path, function.qualname, serving):
                yield from found


def _may_request(site: CallSite, verbs: frozenset[str]) -> bool:
    """Whether a call may send a request: by its name, and unless its first argument is a text that is no URL."""
    callee = site.call.callee
    name = callee.name if isinstance(callee, Attr) else getattr(callee, "path", "").rpartition(".")[2]
    first = site.call.args[0] if site.call.args else None
    return name in verbs and not (
        isinstance(first, Const) and len(site.call.args) == 1 and "://" not in str(first.value) and "1" not in str(first.value)
        and "localhost" not in str(first.value)
    )  # fmt: skip


def _excused(project: Project, path: str, function: Function, site: CallSite) -> bool:
    if runs_elsewhere(site.guards) or in_test(project, path, function.qualname):
        return True
    return any(
        isinstance(o, External) and o.path.startswith(_OPERATORS)
        for d in function.decorators
        for o in project.derive(evaluator).objects(path, d.callee if isinstance(d, Call) else d)
    ) or any(is_test_name(part) for part in function.owner.split(".") if part)


def _of_row(project: Project, path: str, site: CallSite, row: ServiceCall) -> Iterator[LocalService]:
    call = site.call
    here = project.span(path, site.loc)
    arguments = [call_argument(project, path, call, place) for place in row.addresses]
    for written, value in (a for a in arguments if a is not None and a[1] != Const(None)):
        for there, part in parts(project, written, value, project.knowledge.services.keys):
            address = local_address(project, there, part)
            if address is None or (_is_own(project, address) if row.request else _is_sibling(project, address)):
                continue
            span = address.span or here
            product = project.knowledge.services.schemes.get(address.scheme) or row.product
            yield LocalService(product, address, span, () if span.line == here.line and span.path == path else (here,))
    hidden = any(isinstance(a, Element) for a in call.args) or any(k == "**" for k, _ in call.keywords)
    supplied = bool(row.variable) and (
        row.variable in project.derive(supplied_variables)
        or row.variable in project.derive(image_variables)
        or project.derive(supplies_more)
    )
    left_out = not (any(arguments) or hidden or supplied)
    if row.default and left_out and not any(k in row.unless for k, _ in call.keywords):
        yield LocalService(row.product, LocalAddress(row.default, here), here, default=True)


def _by_default(project: Project) -> Iterator[LocalService]:
    """Reads of a variable whose default is the URL of a backing service, wherever it is used."""
    tables = project.knowledge
    names = tails(tables.env_readers)
    for path, function in project.functions():
        if not project.serves(path) or in_test(project, path, function.qualname):
            continue
        for site in function.calls:
            call = site.call
            if runs_elsewhere(site.guards) or not any(
                isinstance(v, Const) and "://" in str(v.value) for v in (*call.args, *(v for _, v in call.keywords))
            ):
                continue
            callee = call.callee
            name = callee.name if isinstance(callee, Attr) else getattr(callee, "path", "").rpartition(".")[2]
            if name in names or not isinstance(callee, Attr):
                yield from _read(project, path, call)
    for path, facts in project.python.items():
        for qualname, cls in facts.classes.items():
            if not project.serves(path) or is_test_name(qualname) or is_development_name(qualname):
                continue
            if not any(_is_service_url(project, b.value) for bs in cls.attributes.values() for b in bs):
                continue
            if is_settings(project, ClassObject(path, qualname)):
                for field, bindings in cls.attributes.items():
                    for binding in bindings:
                        address = local_address(project, path, Attr(Call(Defined(qualname)), field))
                        if _is_service_url(project, binding.value) and address is not None:
                            product = tables.services.schemes[address.scheme]
                            yield LocalService(product, address, project.span(path, binding.loc))


def _read(project: Project, path: str, call: Call) -> Iterator[LocalService]:
    readers = project.knowledge.env_readers
    for thing in project.derive(evaluator).objects(path, call.callee):
        dotted = (
            thing.path if isinstance(thing, External) else f"{thing.path}.__call__" if isinstance(thing, Made) else ""
        )
        if dotted in readers:
            address = local_address(project, path, call)
            if address is not None and address.scheme in project.knowledge.services.schemes:
                span = address.span or Span(path, call.line)
                yield LocalService(project.knowledge.services.schemes[address.scheme], address, span)
            return


def _is_service_url(project: Project, value: Value) -> bool:
    """Whether a literal is the URL of a backing service on this machine."""
    match value:
        case Const(value=str(text)):
            scheme = text.partition("://")[0].partition("+")[0].lower() if "://" in text else ""
            return scheme in project.knowledge.services.schemes and is_local(project, text)
        case Call(args=args, keywords=keywords):
            return any(_is_service_url(project, v) for v in (*args[:1], *(v for k, v in keywords if k == "default")))
        case _:
            return False


def _is_own(project: Project, address: LocalAddress) -> bool:
    """Whether an address is one that the service itself listens on, or its health check's."""
    if "\N{HORIZONTAL ELLIPSIS}" in address.text.partition("://")[2].partition("/")[0]:
        return True
    hosts = {"HOST"} | {h.name for listen in project.derive(listens) for h in listen.host if isinstance(h, Env)}
    if hosts & set(address.variables):
        return True
    ports = {
        number
        for listen in project.derive(listens)
        if not listen.dormant
        for port in listen.port
        for number in _numbers(project, port)
    }
    if _HEALTH.search(address.text) and (address.port is None or not ports):
        return True
    return address.port in ports


def _is_sibling(project: Project, address: LocalAddress) -> bool:
    """Whether an address is that of a server which the service starts beside its own."""
    ports = {
        n
        for listen in project.derive(listens)
        if not listen.dormant and (listen.side or listen.server in project.knowledge.web_requests.socket_servers)
        for port in listen.port
        for n in _numbers(project, port)
    }
    return address.port in ports


def _numbers(project: Project, port: Resolved | None) -> Iterator[int]:
    match port:
        case Literal(value=int(number)):
            yield number
        case Literal(value=str(text)) if text.isdigit():
            yield int(text)
        case Env(name=name, default=default):
            if name == project.platform.port_variable:
                yield project.platform.default_port
            yield from _numbers(project, default)
        case _:
            pass


def _is_beside(project: Project, found: LocalService) -> bool:
    """Whether the image starts the service itself, or may: a supervisor starts what its own configuration names."""
    tables = project.knowledge.services
    started = project.derive(_programs)
    return bool(started & tables.supervisors or started & tables.programs.get(found.product, frozenset()))


def _programs(project: Project) -> frozenset[str]:
    """The programs that the shipped images start, `service NAME start` too."""
    started = (c for launch in launches(project) if launch.ships for c in launch.commands)
    return frozenset(name for command in started for name in program_names(command))
