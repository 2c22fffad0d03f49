"""Sessions, caches, limits, queues and jobs that are kept in the process or on its disk: the settings and constructors
that choose so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from os.path import basename, dirname

from runready_linter.facts import Binding, Function
from runready_linter.findings import Span
from runready_linter.link.callgraph import lexical
from runready_linter.link.database_urls import entry_span
from runready_linter.link.elsewhere import (
    in_test,
    is_development_name,
    is_production_name,
    is_test_name,
    runs_elsewhere,
    words,
)
from runready_linter.link.entries import last_name
from runready_linter.link.evaluate import argument
from runready_linter.link.imports import may_be, of_imported, packages, tails
from runready_linter.link.launch import given_elsewhere, image_variables
from runready_linter.link.objects import External, Made
from runready_linter.link.origins import displays
from runready_linter.link.project import Project
from runready_linter.link.server_calls import call_paths
from runready_linter.link.service import supplies_more
from runready_linter.link.settings import django_settings
from runready_linter.link.tracing import tracer
from runready_linter.resolved import Env, Literal, Resolved
from runready_linter.service_knowledge import BackendCall, BackendSetting
from runready_linter.values import Attr, Binary, Call, Const, Element, Item, Table, Value

#: Methods and constructors that are given settings by name, as keywords or in a mapping.
_LOADERS = frozenset({"from_mapping", "update", "Cache", "init_app", "from_dict", "setdefault", "configure", "conf"})


@dataclass(frozen=True, slots=True)
class LocalBackend:
    """A choice of local storage: what is kept there, what says so, and the variables that would choose another place."""

    span: Span
    keeps: str
    chosen: str
    variables: tuple[str, ...] = ()


def local_backends(project: Project) -> tuple[LocalBackend, ...]:
    """Every local backend of the service, once per line: `project.derive(local_backends)`. A call that chooses two at
    once (Celery's broker and its results) is mended as one."""
    finder = _Finder(project)
    found: dict[tuple[str, int], LocalBackend] = {}
    for backend in (*finder.settings(), *finder.switches(), *finder.calls()):
        found.setdefault((backend.span.path, backend.span.line), backend)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Set:
    """A setting as it is written somewhere: the file, the value, and where. `alone`: it is given to one object as that
    is made (`Cache(app, config={...})`), so that no later one takes its place."""

    name: str
    path: str
    value: Value
    span: Span
    guards: tuple[Value, ...] = ()
    owner: str = ""
    alone: bool = False


class _Finder:
    def __init__(self, project: Project) -> None:
        self.project = project
        self.known = project.knowledge.backends
        self.lexical = project.derive(lexical)
        self.packages = project.derive(packages)
        set_here = {n for n, values in project.derive(image_variables).items() if values - {""}}
        self.given = set_here | given_elsewhere(project)
        self.django = frozenset(django_settings(project))
        self.rows: Mapping[str, tuple[BackendCall, ...]] = of_imported(project, self.known.calls)
        self.names = tails(self.rows)
        self.set: dict[str, list[_Set]] = {}
        for written in self.written():
            self.set.setdefault(written.name, []).append(written)

    # Settings

    def written(self) -> Iterator[_Set]:
        names = self.known.settings.keys() | {u for rows in self.known.calls.values() for r in rows for u in r.unless}
        names |= {"SESSION_CACHELIB"}
        for path, module in self.project.python.items():
            if not self.project.serves(path) or is_test_name(basename(path).removesuffix(".py")):
                continue
            for name in names & module.bindings.keys():
                for binding in module.bindings[name]:
                    yield from self.bound(path, name, binding, "")
            for cls in module.classes.values():
                short = cls.qualname.rpartition(".")[2]
                for name in names & cls.attributes.keys() if not is_test_name(short) else ():
                    for binding in cls.attributes[name]:
                        yield from self.bound(path, name, binding, short)
            for function in module.functions.values():
                if not in_test(self.project, path, function.qualname):
                    yield from self.in_function(path, function, names)

    def bound(self, path: str, name: str, binding: Binding, owner: str) -> Iterator[_Set]:
        if binding.kind == "assign":
            yield _Set(name, path, binding.value, self.project.span(path, binding.loc), binding.guards, owner)

    def in_function(self, path: str, function: Function, names: set[str]) -> Iterator[_Set]:
        for store in function.stores:
            match store.target:
                case Item(key=Const(value=str(name))) | Attr(name=name) if name in names and store.value is not None:
                    yield _Set(name, path, store.value, self.project.span(path, store.loc), store.guards)
                case _:
                    pass
        for site in function.calls:
            if last_name(site.call.callee) not in _LOADERS:
                continue
            span = self.project.span(path, site.loc)
            alone = not isinstance(site.call.callee, Attr)
            for name, value in site.call.keywords:
                if name in names:
                    line = getattr(value, "line", 0)
                    yield _Set(name, path, value, Span(path, line) if line else span, site.guards)
            for part in (*site.call.args, *(v for k, v in site.call.keywords if k == "config")):
                for there, table in displays(self.project, path, part) if not isinstance(part, Const) else ():
                    for key, value in table.pairs if isinstance(table, Table) else ():
                        if isinstance(key, Const) and key.value in names:
                            yield _Set(
                                str(key.value), there, value, entry_span(there, key, value), site.guards, alone=alone
                            )

    def settings(self) -> Iterator[LocalBackend]:
        for name, row in self.known.settings.items():
            written = self.set.get(name, [])
            for one in written:
                if self.counts(row, one, written):
                    yield from self.of_setting(row, one, self.asked(written))
        yield from self.sessions()

    def sessions(self) -> Iterator[LocalBackend]:
        """Sessions in a cache that nothing configures: Django's default is the process's own; Flask-Session's
        `cachelib` without a cache is a folder."""
        for name, value, other, users in (
            ("SESSION_ENGINE", "django.contrib.sessions.backends.cache", "CACHES", ("django",)),
            ("SESSION_TYPE", "cachelib", "SESSION_CACHELIB", ("flask_session",)),
        ):
            if other not in self.set:
                row = BackendSetting("sessions", users, (value,))
                for one in self.set.get(name, []):
                    if self.counts(row, one, self.set[name]):
                        yield from self.of_setting(row, one, ())

    def counts(self, row: BackendSetting, one: _Set, written: list[_Set]) -> bool:
        """Whether a setting is the service's: used at all, not for tests or development, and not replaced."""
        if runs_elsewhere(one.guards) or not self.is_used(row, one):
            return False
        if one.owner and is_development_name(one.owner):
            return not any(is_production_name(o.owner) for o in written if o.path == one.path)
        stem = basename(one.path).removesuffix(".py")
        siblings = [o for o in written if o != one and dirname(o.path) == dirname(one.path)]
        if any(is_production_name(basename(o.path).removesuffix(".py")) for o in siblings) and not is_production_name(
            stem
        ):
            return False
        if is_development_name(stem) and any(o.path != one.path for o in siblings):
            return False
        if one.owner and any(is_production_name(o.owner) for o in siblings) and not is_production_name(one.owner):
            return False
        # `if not DEBUG: CACHES = ...`: the service gets the other one.
        later = [
            o
            for o in siblings
            if not one.alone and o.path == one.path and o.owner == one.owner and o.span.line > one.span.line
        ]
        return not any(not o.guards or runs_elsewhere([Binary("not", o.guards[-1], Const(None))]) for o in later)

    def is_used(self, row: BackendSetting, one: _Set) -> bool:
        if row.users == ("django",):
            return one.path in self.django or "django" in self.packages
        return not row.users or bool(self.packages & set(row.users))

    def asked(self, written: list[_Set]) -> tuple[str, ...]:
        """The variables on which another choice depends (`if "REDIS_URL" in os.environ:`)."""
        if len(written) < 2:
            return ()
        said = (w for one in written for guard in one.guards for w in words(guard))
        return tuple(dict.fromkeys(w for w in said if w.isupper() and w != "DEBUG"))

    def of_setting(self, row: BackendSetting, one: _Set, asked: tuple[str, ...]) -> Iterator[LocalBackend]:
        if row.shape == "text":
            yield from self.chosen(row.keeps, row.local, one.path, one.value, one.span, asked)
            return
        for there, table in displays(self.project, one.path, one.value):
            for key, value in table.pairs if isinstance(table, Table) else ():
                if isinstance(key, Const) and key.value == row.key:
                    yield from self.chosen(row.keeps, row.local, there, value, entry_span(there, key, value), asked)
                elif not is_test_name(str(key.value) if isinstance(key, Const) else ""):
                    yield from self.of_entry(row, there, value, asked)

    def of_entry(self, row: BackendSetting, path: str, value: Value, asked: tuple[str, ...]) -> Iterator[LocalBackend]:
        for there, table in displays(self.project, path, value):
            for key, inner in table.pairs if isinstance(table, Table) else ():
                if isinstance(key, Const) and key.value == row.key:
                    yield from self.chosen(row.keeps, row.local, there, inner, entry_span(there, key, inner), asked)

    def chosen(
        self, keeps: str, local: tuple[str, ...], path: str, value: Value, span: Span, asked: tuple[str, ...]
    ) -> Iterator[LocalBackend]:
        found = self.local_value(path, value, local)
        if found is None:
            return
        text, variables = found
        variables = tuple(dict.fromkeys((*variables, *asked)))
        if not (variables and (self.given.intersection(variables) or self.project.derive(supplies_more))):
            yield LocalBackend(span, keeps, text, variables)

    def local_value(self, path: str, value: Value, local: tuple[str, ...]) -> tuple[str, tuple[str, ...]] | None:
        """The local choice that a value is, with the variables in whose stead it stands; None: it is none."""
        for thing in self.lexical.objects(path, value):
            if isinstance(thing, External | Made) and thing.path in local:
                return thing.path, ()
        for resolved in self.project.derive(tracer).resolved(path, value):
            variables: list[str] = []
            inner: Resolved | None = resolved
            while isinstance(inner, Env):
                variables.append(inner.name)
                inner = inner.default
            if isinstance(inner, Literal) and isinstance(inner.value, str) and _matches(inner.value, local):
                return inner.value, tuple(variables)
        return None

    # Options

    def switches(self) -> Iterator[LocalBackend]:
        """Options that are switched on in a mapping, wherever that stands, while no mapping names another place."""
        known = self.known.switches
        entries = [
            (path, str(key.value), key, value)
            for path, table in (self.tables() if known else ())
            for key, value in table.pairs
            if isinstance(key, Const) and isinstance(key.value, str)
        ]
        written = {name for _, name, _, _ in entries}
        for path, name, key, value in entries:
            if name in known and isinstance(value, Const) and value.value is True:
                keeps, others = known[name]
                if not written.intersection(others):
                    yield LocalBackend(entry_span(path, key, value), keeps, name)

    def tables(self) -> Iterator[tuple[str, Table]]:
        """Every mapping of the service that is written out in an assignment or a call, those within one too."""
        for path, module in self.project.python.items():
            needles = (name.encode() for name in self.known.switches)
            if not self.project.serves(path) or not any(n in (self.project.read(path) or b"") for n in needles):
                continue
            values = [b.value for bs in module.bindings.values() for b in bs]
            values += [b.value for c in module.classes.values() for bs in c.attributes.values() for b in bs]
            for function in module.functions.values():
                values += [b.value for bs in function.locals.values() for b in bs]
                values += [a for s in function.calls for a in (*s.call.args, *(v for _, v in s.call.keywords))]
            yield from ((path, table) for value in values for table in _tables(value))

    # Constructors

    def calls(self) -> Iterator[LocalBackend]:
        for path, function in self.project.functions():
            if not self.rows or not self.project.serves(path) or is_test_name(basename(path).removesuffix(".py")):
                continue
            for site in function.calls:
                if not may_be(self.project, path, site.call.callee, self.names):
                    continue
                for dotted in call_paths(self.project, path, function, site.call.callee):
                    if dotted in self.rows and not runs_elsewhere(site.guards):
                        if not in_test(self.project, path, function.qualname):
                            for row in self.rows[dotted]:
                                yield from self.of_call(path, site.call, row, dotted, self.project.span(path, site.loc))
                        break

    def of_call(self, path: str, call: Call, row: BackendCall, dotted: str, span: Span) -> Iterator[LocalBackend]:
        hidden = any(k == "**" for k, _ in call.keywords) or any(isinstance(a, Element) for a in call.args)
        name = dotted.rpartition(".")[2]
        value = argument(call, *row.choice) if row.choice is not None else None
        if value is not None and not (isinstance(value, Const) and value.value is None):
            yield from self.chosen(row.keeps, row.local, path, value, span, ())
        elif (row.choice is None or row.by_default) and not hidden and not self.placed_elsewhere(path, call, row):
            yield LocalBackend(span, row.keeps, name)

    def placed_elsewhere(self, path: str, call: Call, row: BackendCall) -> bool:
        """Whether a keyword, a setting or a later call names another place."""
        if any(k in row.unless for k, _ in call.keywords) or (call.args and "gconfig" in row.unless):
            return True
        if any(name in self.set for name in row.unless):
            return True
        methods = frozenset(row.unless)
        return any(
            last_name(site.call.callee) in methods or any(k in methods for k, _ in site.call.keywords)
            for there, function in self.project.functions()
            for site in function.calls
            if isinstance(site.call.callee, Attr) and self.project.serves(there)
        )


def _tables(value: Value) -> Iterator[Table]:
    if isinstance(value, Table):
        yield value
        for _, inner in value.pairs:
            yield from _tables(inner)


def _matches(text: str, local: tuple[str, ...]) -> bool:
    return any(text.startswith(c[:-1]) if c.endswith("*") else text == c for c in local)
