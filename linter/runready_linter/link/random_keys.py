"""Signing and session keys that each process makes for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from runready_linter.facts import MAIN, MODULE, Binding, Function, Loc
from runready_linter.findings import Span
from runready_linter.link.callgraph import lexical
from runready_linter.link.contexts import Contexts, contexts
from runready_linter.link.elsewhere import in_test, is_test_name, runs_elsewhere
from runready_linter.link.entries import last_name
from runready_linter.link.evaluate import argument
from runready_linter.link.launch import given_elsewhere, image_variables
from runready_linter.link.objects import ClassObject, EnvVar, External, FunctionObject, Known
from runready_linter.link.project import Project
from runready_linter.link.service import supplies_more
from runready_linter.link.settings import field, is_settings
from runready_linter.values import (
    Attr,
    Binary,
    Call,
    Choice,
    Const,
    Global,
    Imported,
    Item,
    Join,
    Lambda,
    Local,
    Seq,
    Table,
    Value,
)

_DEPTH = 8


@dataclass(frozen=True, slots=True)
class RandomKey:
    """A key made at random: its assignment, what it is called, where the random value is made (None: there), and the
    variables that would replace it."""

    span: Span
    name: str
    made: Span | None
    variables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Source:
    """Where a random value is made, and the variables that are asked before."""

    line: int
    path: str
    variables: tuple[str, ...] = ()


def random_keys(project: Project) -> tuple[RandomKey, ...]:
    """Every key of the service that differs from process to process: `project.derive(random_keys)`."""
    finder = _Finder(project)
    given = supplied(project)
    found: dict[tuple[str, int], RandomKey] = {}
    for key in finder.found():
        if not (key.variables and (given.intersection(key.variables) or project.derive(supplies_more))):
            found.setdefault((key.span.path, key.span.line), key)
    causes = set(found)
    # What only hands on a key that is itself reported is the same cause.
    return tuple(
        k for k in found.values()
        if k.made is None or (k.made.path, k.made.line) == (k.span.path, k.span.line)
        or (k.made.path, k.made.line) not in causes
    )  # fmt: skip


def supplied(project: Project) -> frozenset[str]:
    """The variables that the image or a service configuration sets."""
    set_here = frozenset(name for name, values in project.derive(image_variables).items() if values - {""})
    return set_here | given_elsewhere(project)


class _Finder:
    def __init__(self, project: Project) -> None:
        self.project = project
        self.known = project.knowledge.random_keys
        self.names = re.compile(self.known.names)
        self.lexical = project.derive(lexical)
        self.contexts: Contexts = project.derive(contexts)
        self.tails = frozenset(s.rpartition(".")[2] for s in self.known.sinks)

    def found(self) -> Iterator[RandomKey]:
        for path, module in self.project.python.items():
            if not self.project.serves(path):
                continue
            for name, bindings in module.bindings.items():
                if self.names.match(name):
                    for binding in bindings:
                        if not self.is_serving(path, binding.scope):
                            yield from self.bound(path, MODULE, name, binding, self.asked(path, bindings))
                elif name.isupper():
                    for binding in bindings:
                        if isinstance(binding.value, Table) and not runs_elsewhere(binding.guards):
                            yield from self.in_table(path, module.functions[MODULE], binding.value, binding.loc)
            for cls in module.classes.values():
                if is_test_name(cls.qualname.rpartition(".")[2]):
                    continue
                for name, bindings in cls.attributes.items():
                    if self.names.match(name):
                        for binding in bindings:
                            asked = (*self.asked(path, bindings), *self.of_field(path, cls.qualname, name))
                            yield from self.bound(path, cls.scope, name, binding, asked)
            for function in module.functions.values():
                if in_test(self.project, path, function.qualname):
                    continue
                if not self.is_serving(path, function.qualname):
                    yield from self.in_function(path, function)
                for site in function.calls:
                    if last_name(site.call.callee) in self.tails and not runs_elsewhere(site.guards):
                        yield from self.by_sink(path, function, site.call, site.loc)

    def is_serving(self, path: str, scope: str) -> bool:
        return scope not in {MODULE, MAIN} and self.contexts.serves(path, scope) is not None

    def is_at_start(self, path: str, function: Function) -> bool:
        """Whether a function is known to run at import or start, or is an application factory by its name."""
        if function.qualname in {MODULE, MAIN}:
            return True
        found = self.contexts.of(path, function.qualname)
        name = function.qualname.rpartition(".")[2]
        by_name = re.match(self.project.knowledge.frameworks.start_names, name) is not None
        return (bool(found) and found.keys() <= {"import", "start"}) or (not found and by_name)

    # What takes a key

    def bound(self, path: str, scope: str, name: str, binding: Binding, asked: tuple[str, ...]) -> Iterator[RandomKey]:
        if binding.kind == "assign" and not runs_elsewhere(binding.guards):
            function = self.project.python[path].functions.get(scope)
            if function is not None:
                yield from self.made(path, function, name, binding.value, binding.loc, asked)

    def in_function(self, path: str, function: Function) -> Iterator[RandomKey]:
        for store in function.stores:
            if store.value is None or runs_elsewhere(store.guards) or store.kind != "assign":
                continue
            match store.target:
                case Attr(name=name) | Item(key=Const(value=str(name))) if self.names.match(name):
                    on_self = isinstance(store.target, Attr) and function.owner and not self.is_at_start(path, function)
                    if not on_self or name.lower() in {"secret_key"}:
                        yield from self.made(path, function, name, store.value, store.loc, ())
                case _:
                    pass
        for site in function.calls:
            if runs_elsewhere(site.guards):
                continue
            call = site.call
            for name, value in call.keywords:
                # Settings by name may stand anywhere; another keyword may be a record's field.
                strong = name.isupper() or name in {"secret_key", "cookie_secret"}
                if self.names.match(name) and strong and self.is_at_start(path, function):
                    yield from self.made(path, function, name, value, self.line_of(value, site.loc), ())
            for mapping in call.args:
                if isinstance(mapping, Table) and last_name(call.callee) in {"update", "from_mapping"}:
                    yield from self.in_table(path, function, mapping, site.loc)
            match call:
                case Call(callee=Attr(name="setdefault"), args=(Const(value=str(name)), value)) if self.names.match(
                    name
                ):
                    yield from self.made(path, function, name, value, site.loc, (name,))
                case _:
                    pass

    def in_table(self, path: str, function: Function, table: Table, loc: Loc) -> Iterator[RandomKey]:
        for key, value in table.pairs:
            if isinstance(key, Const) and isinstance(key.value, str) and self.names.match(key.value):
                yield from self.made(path, function, key.value, value, Loc(key.line or loc.line), ())
            elif isinstance(value, Table):
                yield from self.in_table(path, function, value, loc)

    def by_sink(self, path: str, function: Function, call: Call, loc: Loc) -> Iterator[RandomKey]:
        for thing in self.lexical.objects(path, call.callee):
            place = self.known.sinks.get(thing.path) if isinstance(thing, External) else None
            value = argument(call, *place) if place is not None else None
            if value is not None and (isinstance(value, Global | Imported) or self.is_at_start(path, function)):
                name = last_name(value) if isinstance(value, Global | Imported | Attr) else ""
                yield from self.made(path, function, name or "key", value, loc, (), at_origin=True)

    def line_of(self, value: Value, loc: Loc) -> Loc:
        """The line of an argument, where it has one of its own."""
        line = getattr(value, "line", 0)
        return Loc(line) if line else loc

    def made(
        self,
        path: str,
        function: Function,
        name: str,
        value: Value,
        loc: Loc,
        asked: tuple[str, ...],
        at_origin: bool = False,
    ) -> Iterator[RandomKey]:
        source = self.source(path, function, value, loc, 0)
        if source is None:
            return
        made = Span(source.path, source.line)
        at = self.project.span(path, loc)
        if at_origin and isinstance(value, Global | Local | Imported):
            at = made
        yield RandomKey(at, name, made, tuple(dict.fromkeys((*source.variables, *asked))))

    # Variables that are asked first

    def asked(self, path: str, bindings: tuple[Binding, ...]) -> tuple[str, ...]:
        return tuple(
            thing.name
            for binding in bindings
            for thing in (self.lexical.objects(path, binding.value) if len(bindings) > 1 else ())
            if isinstance(thing, EnvVar)
        )

    def of_field(self, path: str, qualname: str, name: str) -> tuple[str, ...]:
        cls = ClassObject(path, qualname)
        variable = field(self.project, cls, name) if is_settings(self.project, cls) else None
        return variable.names if variable is not None else ()

    # Random values

    def source(self, path: str, function: Function, value: Value, loc: Loc, depth: int) -> _Source | None:
        """Where a value is made at random; None: it is not, or there is no telling."""
        if depth > _DEPTH:
            return None

        def go(part: Value) -> _Source | None:
            return self.source(path, function, part, loc, depth + 1)

        match value:
            case Call():
                return self.of_call(path, function, value, loc, depth)
            case Attr(base=Call() as base):
                return go(base)
            case Choice(options=options):
                found = next((s for o in options if (s := go(o)) is not None), None)
                asked = tuple(t.name for o in options for t in self.lexical.objects(path, o) if isinstance(t, EnvVar))
                return _Source(found.line, found.path, (*found.variables, *asked)) if found is not None else None
            case Join(parts=parts):
                return next((s for p in parts if (s := go(p)) is not None), None)
            case Binary(op="+" | "%", left=left, right=right):
                return go(left) or go(right)
            case Item(base=Call() as base):
                return go(base)
            case Global(name=name):
                return self.of_bindings(path, MODULE, self.project.python[path].bindings.get(name, ()), depth)
            case Imported(path=dotted) if (target := self.project.modules.resolve(path, dotted)) is not None:
                there, names = target
                module = self.project.python[there]
                bindings = module.bindings.get(names[0], ()) if len(names) == 1 else ()
                return self.of_bindings(there, MODULE, bindings, depth)
            case Local(scope=scope, name=name) if scope == function.qualname:
                return self.of_bindings(path, scope, function.locals.get(name, ()), depth)
            case Lambda(scope=scope):
                inner = self.project.python[path].functions[scope]
                return next((s for r in inner.returns if (s := self.source(path, inner, r, loc, depth + 1))), None)
            case Seq(items=items):
                return next((s for i in items if (s := go(i)) is not None), None)
            case _:
                return self.by_name(path, value, loc)

    def by_name(self, path: str, value: Value, loc: Loc) -> _Source | None:
        """A random source that is handed on uncalled: `default_factory=secrets.token_hex`."""
        for thing in self.lexical.objects(path, value):
            if isinstance(thing, External) and thing.path in self.known.sources:
                return _Source(loc.line, path)
        return None

    def of_bindings(self, path: str, scope: str, bindings: tuple[Binding, ...], depth: int) -> _Source | None:
        holder = self.project.python[path].functions[scope]
        for binding in bindings:
            if binding.kind == "assign" and not runs_elsewhere(binding.guards):
                found = self.source(path, holder, binding.value, binding.loc, depth + 1)
                if found is not None:
                    asked = (*found.variables, *self.asked(path, bindings))
                    # What another assignment of this function makes is assigned there (`raw = generate_key()`).
                    elsewhere = scope != MODULE and found.path == path and found.line < binding.loc.line
                    return _Source(found.line if elsewhere else binding.loc.line, path, asked)
        return None

    def is_source(self, path: str, call: Call) -> bool:
        return any(
            isinstance(o, External) and o.path in self.known.sources for o in self.lexical.objects(path, call.callee)
        )

    def of_call(self, path: str, function: Function, call: Call, loc: Loc, depth: int) -> _Source | None:
        things = self.lexical.objects(path, call.callee)
        if self.is_source(path, call):
            return _Source(call.line or loc.line, path)
        for thing in things:
            if isinstance(thing, External) and thing.path in self.project.knowledge.env_readers:
                return self.as_fallback(path, function, call, thing.path, loc, depth)
            if isinstance(thing, FunctionObject):
                return self.of_function(thing, call, depth)
        if last_name(call.callee) in self.known.wrappers:
            for part in (*call.args, *(v for k, v in call.keywords if k in {"default", "default_factory", "factory"})):
                found = self.source(path, function, part, loc, depth + 1)
                if found is not None:
                    return found
        if isinstance(call.callee, Attr):
            # `uuid4().hex`, `token.encode()`: a method of a random value gives one.
            base = call.callee.base
            if isinstance(base, Call | Global | Local | Attr):
                return self.source(path, function, base, loc, depth + 1)
        return None

    def as_fallback(
        self, path: str, function: Function, call: Call, dotted: str, loc: Loc, depth: int
    ) -> _Source | None:
        reader = self.project.knowledge.env_readers[dotted]
        default, name = argument(call, *reader.default), argument(call, *reader.name)
        found = self.source(path, function, default, loc, depth + 1) if default is not None else None
        if found is None:
            return None
        names = [
            str(o.value)
            for o in (self.lexical.objects(path, name) if name is not None else ())
            if isinstance(o, Known) and isinstance(o.value, str)
        ]
        return _Source(found.line, found.path, (*found.variables, *names))

    def of_function(self, thing: FunctionObject, call: Call, depth: int) -> _Source | None:
        """What a function of the project makes, unless it keeps it somewhere for the next process to find."""
        function = self.project.python[thing.path].functions.get(thing.qualname)
        if function is None or any(last_name(s.call.callee) in self.known.savers for s in function.calls):
            return None
        for value in function.returns:
            found = self.source(thing.path, function, value, function.loc, depth + 1)
            if found is not None:
                asked = tuple(
                    t.name
                    for r in function.returns
                    for t in self.lexical.objects(thing.path, r)
                    if isinstance(t, EnvVar)
                )
                return _Source(call.line, found.path, (*found.variables, *asked))
        return None
