"""Changes while serving that leave nothing behind that another instance would miss, each excuse a predicate."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator

from runready_linter.facts import Function
from runready_linter.link import classes
from runready_linter.link.callgraph import arguments, lexical
from runready_linter.link.cells import Cell, cells
from runready_linter.link.contexts import Contexts, contexts, runs_once
from runready_linter.link.entries import entries, last_name
from runready_linter.link.objects import ClassObject, External, FunctionObject, InstanceObject, Made, Object
from runready_linter.link.places import reaching
from runready_linter.link.project import Project
from runready_linter.link.writes import Write
from runready_linter.values import (
    Attr,
    Binary,
    Call,
    Choice,
    Const,
    Global,
    Imported,
    Item,
    Local,
    Param,
    Seq,
    Table,
    Value,
)

#: Parameters that are the application's, not the request's.
_APPLICATION = frozenset({"self", "cls", "app", "application", "config", "settings", "loop", "db", "session_factory"})
#: Objects of frameworks that stand for the request although no parameter brings them.
_REQUEST = (
    "flask.request", "flask.session", "flask.g", "quart.request", "quart.session", "bottle.request", "cherrypy.request",
    "flask_login.current_user", "sanic.request", "flask.globals.request",
)  # fmt: skip
_MISSING = frozenset({"KeyError", "NameError", "AttributeError", "LookupError", "IndexError", "UnboundLocalError"})
_CLOCKS = ("time.", "datetime.", "django.utils.timezone.", "asyncio.")
#: What makes a client, by its dotted path: a class, or a maker that is no method of a client.
_CONSTRUCTOR = re.compile(r"(^|\.)([A-Z]\w*|[A-Z]\w*\.from_\w+|client|resource|from_url|connect|create_\w+|getLogger)$")
#: Names of what remembers what was logged, and calls that log.
_LOGGED = re.compile(r"(?i)(^|_)(warn(ed|ings?)?|logged)(_|$)")
_SAYING = frozenset({"warn", "warning", "info", "debug", "error", "exception", "critical", "log", "warn_explicit"})
#: Names of what only holds what could be had again.
_CACHE = re.compile(r"(?i)cache|memo(?!r)")
#: Verbs that put something into a container.
_FILLING = frozenset({"item", "setdefault", "update", "append", "extend", "add", "insert", "appendleft", "augment"})
#: Verbs that only take something out of a memo.
_EVICTING = frozenset({"delete", "pop", "popitem", "clear", "move_to_end", "expire", "popleft", "discard", "remove"})


def is_evicting(write: Write) -> bool:
    """Whether a write only takes something out (what a memo may lose at any time)."""
    return write.verb in _EVICTING and not write.inside


class Excuses:
    """Judges single writes. `project.derive(excuses)`."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.lexical = project.derive(lexical)
        self.entries = project.derive(entries)
        self.cells = project.derive(cells)
        self.contexts: Contexts = project.derive(contexts)

    def fills_once(self, write: Write) -> bool:
        """An idempotent lazy start: written only where it is empty, with what does not depend on the request."""
        function = self.function(write)
        if self.is_asked_for_at_start_only(write, function) or self.is_first_filled(write, function):
            return True
        if write.verb not in {"rebind", "item", "setdefault", "update"} or write.inside or write.through:
            return False
        if write.verb == "rebind" and isinstance(write.value, Const) and write.value.value is None:
            # Let go of; whoever needs it next makes it again.
            return True
        if write.value is None or self.refers(write, write.value):
            return write.verb == "rebind" and self.is_own_or(write)
        if not (self.guarded_by_emptiness(write) or write.verb == "setdefault"):
            return self.comes_with_a_filled(write)
        keyed = write.verb not in {"rebind", "update"}
        if not keyed and self.is_an_application(write):
            return True
        if keyed and (write.key is None or self.asks(write, write.key)):
            return self.is_a_client(write)
        if write.verb == "setdefault" and not isinstance(write.value, Call):
            return False
        return self.is_the_applications(write, function)

    def is_asked_for_at_start_only(self, write: Write, function: Function) -> bool:
        """Whether the change needs an option that no call while serving gives: `def settings(init=False): if init: ...`."""
        for param in function.params:
            if not _is_off(param.default) or Param(function.qualname, param.name) not in write.guards:
                continue
            calls = arguments(self.project, write.path, function.qualname, param.name)
            given = [a for a in calls if not _is_off(a.value)]
            if given and all(self.contexts.serves(a.path, a.scope) is None for a in given):
                return True
        return False

    def is_first_filled(self, write: Write, function: Function) -> bool:
        """Part of filling an empty container, in one go, with what no request decides: a registry built on demand."""
        if write.verb not in _FILLING or write.rebinds or (write.through and function.params):
            return False
        if not any(self.is_whole_missing(write, guard) for guard in write.guards):
            return False
        parts = [v for v in (write.key, write.value) if v is not None]
        return bool(parts or write.through) and not any(self.asks(write, v) for v in parts)

    def is_whole_missing(self, write: Write, guard: Value) -> bool:
        """Whether a condition says that nothing at all is there yet: the cell itself is empty or None."""
        match guard:
            case Binary(op="not", left=inner) if self.is_cell(write, inner):
                return True
            case Binary(op="not", left=Binary(op="is not", left=inner, right=Const(value=None))):
                return self.is_cell(write, inner)
            case Binary(op="is", left=inner, right=Const(value=None)):
                return self.is_cell(write, inner)
            case _:
                return False

    def is_about_log_lines(self, changes: Iterable[Write]) -> bool:
        """Whether what is kept only says what was logged or warned of before: each process says it once."""
        return all(
            _LOGGED.search(w.cell.name)
            and any(
                last_name(s.call.callee) in _SAYING
                or any(last_name(f) in _SAYING for f in (s.call.callee, *s.call.args))
                for s in self.function(w).calls
            )
            for w in changes
        )

    def invalidates(self, write: Write) -> bool:
        """A cache is cleared, or rid of an entry that no request names (`_names.pop(self.folder, None)`)."""
        if write.verb == "clear":
            return not write.inside
        return is_evicting(write) and write.key is not None and not self.asks(write, write.key)

    def is_each_tasks_own(self, changes: Iterable[Write]) -> bool:
        """Entries under the identity of the running task, thread or object: no other instance can ask for them."""
        written = [w for w in changes if not (w.inside or is_evicting(w))]
        return bool(written) and all(
            w.verb in {"item", "setdefault", "augment"} and w.key is not None and self.is_identity(w, w.key)
            for w in written
        )

    def is_identity(self, write: Write, key: Value) -> bool:
        """Whether a key is an identity that has no meaning outside of this process, or the method's own object."""
        key = self.resolved(write, key)
        function = self.function(write)
        if classes.receiver_kind(function) == "self" and key == Param(function.qualname, function.params[0].name):
            return True
        if not isinstance(key, Call):
            return False
        found = self.lexical.objects(write.path, key.callee)
        return bool(found) and all(self.gives_identity(o) for o in found)

    def gives_identity(self, callee: Object) -> bool:
        """Whether a callable gives identities: one of the table, or a function that returns what those give, None, or
        what a context variable holds."""
        known = self.project.knowledge.memory
        if isinstance(callee, External):
            return callee.path in known.identities
        if not isinstance(callee, FunctionObject):
            return False
        function = self.project.python[callee.path].functions[callee.qualname]
        pending, given, seen = list(function.returns), set[str](), set[str]()
        while pending:
            match pending.pop():
                case Const(value=None):
                    pass
                case Local(scope=scope, name=name) if scope == function.qualname and name in function.locals:
                    pending += [b.value for b in function.locals[name] if name not in seen]
                    seen.add(name)
                case Call(callee=Attr() | Imported() | Global() as maker):
                    given |= {
                        o.path if isinstance(o, External) else "" for o in self.lexical.objects(callee.path, maker)
                    }
                case _:
                    return False
        return bool(given & known.identities) and given <= known.identities | known.passed_on

    def is_a_client(self, write: Write) -> bool:
        """A library's client, lock or the like, made once for each key: another instance makes its own."""
        made = self.lexical.objects(write.path, write.value) if write.value is not None else ()
        return bool(made) and all(
            isinstance(o, Made) and self.cells.is_client(o) and _CONSTRUCTOR.search(o.path) for o in made
        )

    def is_an_application(self, write: Write) -> bool:
        """Whether a value is a WSGI or ASGI application: each instance makes its own, from its configuration."""
        value = self.resolved(write, write.value) if write.value is not None else None
        made = self.lexical.objects(write.path, value) if isinstance(value, Call) else ()
        return bool(made) and all(isinstance(o, InstanceObject) and self.is_application_class(o.cls) for o in made)

    def is_application_class(self, cls: ClassObject) -> bool:
        for method in self.lexical.attribute(cls, "__call__"):
            if isinstance(method, FunctionObject):
                params = self.project.python[method.path].functions[method.qualname].params
                names = tuple(p.name for p in params if p.kind == "positional")[1:]
                return len(names) > 1 and names in self.project.knowledge.frameworks.signatures
        return False

    def comes_with_a_filled(self, write: Write) -> bool:
        """Set once, under the test for another variable that is filled with it and needs no report itself."""
        function = self.function(write)
        module = self.project.python[write.path]
        if not write.rebinds or not runs_once(module, function, write.guards) or write.value is None:
            return False
        if self.is_told_by_a_request(write, write.value):
            return False
        return any(
            self.fills_once(Write(other, write.path, write.function, s.loc, "rebind", None, s.value, s.guards))
            for s in function.stores
            if s.kind == "rebind" and isinstance(s.target, Global) and s.guards == write.guards
            for other in (Cell("global", write.path, s.target.name),)
            if other != write.cell and any(self.asks_for(other, g) for g in s.guards)
        )

    def asks_for(self, cell: Cell, guard: Value) -> bool:
        return any(isinstance(v, Global) and v.name == cell.name for v in _walk(guard))

    def is_own_or(self, write: Write) -> bool:
        """`client = client or connect()`."""
        match write.value:
            case Choice(options=options, kind="or"):
                rest = options[1:]
                return bool(rest) and self.is_cell(write, options[0]) and not any(self.asks(write, o) for o in rest)
            case _:
                return False

    def is_the_applications(self, write: Write, function: Function) -> bool:
        """Whether the value is the same whichever request comes first."""
        value = self.resolved(write, write.value) if write.value is not None else None
        if value is None:
            return False
        if not self.asks(write, value):
            return True
        # A getter with arguments, `connect(url)`: not a handler's own parameters, which are the request's.
        handler = (write.path, write.function) in self.entries.direct
        if handler or not isinstance(value, Call):
            return False
        return not self.is_instance(write, value) or self.passes_all_on(write, function, value)

    def passes_all_on(self, write: Write, function: Function, value: Value) -> bool:
        """Whether a value rests on no argument but those that are handed on as they come (`cls(*args, **kwargs)`)."""
        stars = {Param(function.qualname, p.name) for p in function.params if p.kind in {"args", "kwargs"}}
        return self.inputs(write, value) <= stars

    def refreshes(self, write: Write) -> bool:
        """A value that is fetched anew when it is old: independent of the request, under a test of what is held."""
        if not write.rebinds or write.value is None:
            return False
        value = self.resolved(write, write.value)
        if self.refers(write, value):
            return False
        if self.mirrors(write, value):
            return True
        fetched = any(isinstance(v, Call) for v in self.spread(write, value))
        return fetched and not self.asks(write, value) and any(self.tests_a_cell(write, g) for g in write.guards)

    def mirrors(self, write: Write, value: Value) -> bool:
        """Whether the cell only repeats what it is compared with (`if _seen != settings.DIR: _seen = settings.DIR`)."""
        if self.asks(write, value):
            return False
        followed = _bare(value)
        for guard in write.guards:
            for part in guard.options if isinstance(guard, Choice) else (guard,):
                match part:
                    case Binary(op="!=" | "is not", left=left, right=right):
                        held, told = (left, right) if self.is_cell(write, left) else (right, left)
                        if self.is_cell(write, held) and _bare(self.resolved(write, told)) == followed:
                            return True
                    case _:
                        pass
        return False

    def tests_a_cell(self, write: Write, guard: Value) -> bool:
        """Whether a condition asks for the cell or for another variable that is set under it too."""
        function = self.function(write)
        names = {
            s.target
            for s in function.stores
            if guard in s.guards and (s.kind == "rebind" or (s.kind == "assign" and isinstance(s.target, Attr)))
        }
        return any(v in names for v in self.spread(write, guard)) or self.refers(write, guard)

    def remembers(self, write: Write) -> bool:
        """A memo: what a call gave for a key, and nothing but the key went into it."""
        if write.verb not in {"item", "setdefault"} or write.key is None or write.value is None:
            return False
        if write.verb == "item" and not self.looks_first(write):
            return False
        value = self.resolved(write, write.value)
        if _CACHE.search(write.cell.name) and self.is_kept_for_a_while(write, value):
            return True
        if write.inside:
            return False
        again = any(self.is_cell(write, v) for v in self.spread(write, value, reached=True))
        if again or not self.is_computed(write, value):
            return False
        given = self.inputs(write, write.key)
        return all(any(p in given for p in _prefixes(i)) for i in self.inputs(write, value))

    def is_kept_for_a_while(self, write: Write, value: Value) -> bool:
        """Whether a cache, called so, gets what was made by a call or stands beside the time at which it was made, and
        is surely no request's."""
        if self.is_told_by_a_request(write, value) or self.is_instance(write, value):
            return False
        if self.is_computed(write, value):
            return True
        return isinstance(value, Seq) and len(value.items) > 1 and any(self.is_clock(write, v) for v in value.items)

    def looks_first(self, write: Write) -> bool:
        """Whether a test of what is held decides: about the write itself, or about what comes before it."""
        function = self.function(write)
        before = [
            *(g for s in function.calls if s.loc.line < write.loc.line for g in s.guards),
            *(g for s in function.stores if s.loc.line < write.loc.line for g in s.guards),
        ]
        return any(self.refers(write, g) or self.is_missing(write, g) for g in (*write.guards, *before))

    def is_computed(self, write: Write, value: Value) -> bool:
        """Whether a value came from a call (a lookup, a computation), and holds no room for more state."""
        computed = False
        for part in self.spread(write, value, reached=True):
            if (isinstance(part, Seq) and not part.items) or (isinstance(part, Table) and not part.pairs):
                return False
            if not isinstance(part, Call):
                continue
            paths = [o.path for o in self.lexical.objects(write.path, part.callee) if isinstance(o, External)]
            if any(p in self.project.knowledge.memory.impure for p in paths):
                return False
            if any(p in self.project.knowledge.memory.kinds for p in paths) and not part.args:
                return False
            if not any(p.startswith(_CLOCKS) for p in paths):
                computed = True
        if isinstance(value, Seq) and value.partial:
            return True
        return computed and not self.is_instance(write, value)

    def is_instance(self, write: Write, value: Value) -> bool:
        """Whether a value is a new object of one of the project's classes: it has state of its own."""
        return isinstance(value, Call) and any(
            isinstance(o, ClassObject) for o in self.lexical.objects(write.path, value.callee)
        )

    # Conditions

    def guarded_by_emptiness(self, write: Write) -> bool:
        return any(self.is_missing(write, guard) for guard in write.guards)

    def is_missing(self, write: Write, guard: Value, negated: bool = False) -> bool:
        """Whether a condition says that the cell, or the key in it, is not there yet."""
        match guard:
            case Binary(op="not", left=inner):
                return self.is_missing(write, inner, not negated)
            case Choice(options=options):
                # `x is None or time() > x.expires` fills it again and again.
                timed = any(self.is_clock(write, o) for o in options)
                return not timed and any(self.is_missing(write, o, negated) for o in options)
            case Binary(op="is" | "==", left=left, right=Const(value=None)):
                return not negated and self.refers(write, left)
            case Binary(op="is not" | "!=", left=left, right=Const(value=None)):
                return negated and self.refers(write, left)
            case Binary(op="is" | "is not" as op, left=left, right=Global() | Imported()):
                # A module's own object that stands for "nothing yet" (`if self._view is UNSET`).
                return negated == (op == "is not") and self.refers(write, left)
            case Binary(op="not in", right=right):
                return not negated and (self.refers(write, right) or self.is_namespace(right))
            case Binary(op="in", right=right):
                return negated and (self.refers(write, right) or self.is_namespace(right))
            case Binary(op="==", left=Call(callee=Imported(path="builtins.len")) as size, right=Const(value=0)):
                return not negated and self.refers(write, size)
            case Binary(op="except", left=caught):
                kinds = caught.items if isinstance(caught, Seq) else (caught,)
                return any(last_name(k) in _MISSING for k in kinds) and self.reads(write)
            case Binary():
                return False
            case Call(callee=Imported(path="builtins.hasattr")):
                return negated
            case Call(callee=Attr(name="is_set" | "closed" | "is_closed")):
                return self.refers(write, guard)
            case _:
                return negated and self.refers(write, guard)

    def is_clock(self, write: Write, value: Value) -> bool:
        """Whether a condition asks what time it is."""
        return any(
            isinstance(o, External) and o.path.startswith(_CLOCKS)
            for part in self.spread(write, value)
            if isinstance(part, Call)
            for o in self.lexical.objects(write.path, part.callee)
        )

    def is_namespace(self, value: Value) -> bool:
        return isinstance(value, Call) and value.callee in {Imported("builtins.globals"), Imported("builtins.vars")}

    def reads(self, write: Write) -> bool:
        """Whether the function looks the cell up, as the `try` of an `except KeyError` does."""
        function = self.function(write)
        looked_up = [*function.returns, *(b.value for bs in function.locals.values() for b in bs)]
        looked_up += [s.call for s in function.calls]
        return any(self.refers(write, v) for v in looked_up)

    # What a value rests on

    def function(self, write: Write) -> Function:
        return self.project.python[write.path].functions[write.function]

    def is_cell(self, write: Write, value: Value) -> bool:
        if write.target is not None:
            return self.is_target(write.target, value)
        cell = write.cell
        match value:
            case Global(name=name):
                return (cell.kind == "global" and (cell.path, cell.name) == (write.path, name)) or self.leads(
                    write, value, cell
                )
            case Local(scope=scope, name=name):
                return cell.kind == "closure" and (cell.scope, cell.name) == (scope, name)
            case Param(scope=scope, name=name):
                return cell.kind in {"default", "closure"} and (cell.scope, cell.name) == (scope, name)
            case Imported(path=dotted):
                return (cell.kind == "foreign" and cell.name == dotted) or self.leads(write, value, cell)
            case Attr(base=Imported(path=dotted), name=name):
                target = self.project.modules.resolve(write.path, f"{dotted}.{name}")
                if target is not None:
                    return cell == Cell("global", target[0], ".".join(target[1]))
                return cell.kind == "foreign" and cell.name == f"{dotted}.{name}"
            case _:
                return False

    def is_target(self, target: Value, value: Value) -> bool:
        """Whether an expression is the attribute that a write changes: as written, or asked for by `getattr`."""
        match value:
            case Call(
                callee=Imported(path="builtins.getattr" | "builtins.hasattr"), args=(base, Const(value=name), *_)
            ):
                return target == Attr(base, str(name))
            case Attr(name=name) if isinstance(target, Attr):
                # `cls._one` and `Store._one` are one attribute.
                owners = isinstance(target.base, Global | Param) and isinstance(value.base, Global | Param)
                return target == value or (owners and target.name == name and target.base != value.base)
            case _:
                return target == value

    def leads(self, write: Write, value: Value, cell: Cell) -> bool:
        """Whether a name of this module is another name for the cell: imported, or assigned."""
        if isinstance(value, Imported):
            target = self.project.modules.resolve(write.path, value.path)
            return target is not None and cell == Cell("global", target[0], ".".join(target[1]))
        return False

    def refers(self, write: Write, value: Value) -> bool:
        return any(self.is_cell(write, v) for v in self.spread(write, value))

    def spread(self, write: Write, value: Value, *, reached: bool = False) -> Iterator[Value]:
        """A value's parts, and those of the locals that it names; with `reached`, of what those hold at the write."""
        function = self.function(write)
        seen: set[str] = set()
        pending = [value]
        while pending:
            for part in _walk(pending.pop()):
                yield part
                if isinstance(part, Local) and part.scope == function.qualname and part.name not in seen:
                    seen.add(part.name)
                    bindings = function.locals.get(part.name, ())
                    if reached:
                        bindings, _ = reaching(function, part.name, write.loc, write.guards)
                    pending += [b.value for b in bindings]

    def resolved(self, write: Write, value: Value) -> Value:
        """A local's value, where one binding reaches the write; else the value itself."""
        function = self.function(write)
        for _ in range(4):
            if not isinstance(value, Local) or value.scope != function.qualname:
                break
            bindings, as_called = reaching(function, value.name, write.loc, write.guards)
            if len(bindings) != 1 or (as_called and any(p.name == value.name for p in function.params)):
                break
            value = bindings[0].value
        return value

    def asks(self, write: Write, value: Value) -> bool:
        """Whether a value depends on the request, or on the function's arguments."""
        return any(self.is_request(write, v) for v in self.spread(write, value))

    def is_told_by_a_request(self, write: Write, value: Value) -> bool:
        """Whether a value is surely the request's: of a handler's parameters, or a framework's request object."""
        handler = (write.path, write.function) in self.entries.direct
        return any(
            self.is_request(write, v) and (handler or isinstance(v, Imported)) for v in self.spread(write, value)
        )

    def is_request(self, write: Write, value: Value) -> bool:
        match value:
            case Param(scope=scope, name=name) if scope == write.function:
                param = next((p for p in self.function(write).params if p.name == name), None)
                injected = param is not None and isinstance(param.default, Call)
                return name not in _APPLICATION and not injected
            case Param(scope=scope, name=name):
                # What a function around it was given, which may run once (a decorator, a factory).
                return name not in _APPLICATION and self.contexts.may_repeat(write.path, scope)
            case Imported(path=path):
                return path in _REQUEST
            case _:
                return False

    def inputs(self, write: Write, value: Value) -> frozenset[Value]:
        """The parts of the request, and the arguments, that a value is made from, wherever they are written."""
        found: set[Value] = set()
        pending, seen = [value], set[str]()
        function = self.function(write)
        while pending:
            part = pending.pop()
            root = _root(part)
            if root is not None and root != part and self.is_request(write, root):
                found.add(_bare(part))
                continue
            if self.is_request(write, part):
                found.add(part)
            if isinstance(part, Local) and part.scope == function.qualname:
                if part.name not in seen:
                    seen.add(part.name)
                    pending += [b.value for b in function.locals.get(part.name, ())]
            else:
                pending += _children(part)
        return frozenset(found)


def excuses(project: Project) -> Excuses:
    """What judges single writes in this project: `project.derive(excuses)`."""
    return Excuses(project)


def _is_off(value: Value | None) -> bool:
    return isinstance(value, Const) and (value.value is None or value.value is False)


def _children(value: Value) -> list[Value]:
    found: list[Value] = []
    for field in dataclasses.fields(value):
        _values(getattr(value, field.name), found)
    return found


def _values(part: object, found: list[Value]) -> None:
    if isinstance(part, tuple):
        for item in part:
            _values(item, found)
    elif dataclasses.is_dataclass(part) and not isinstance(part, type):
        found.append(part)  # type: ignore[arg-type]


def _walk(value: Value) -> Iterator[Value]:
    pending = [value]
    while pending:
        part = pending.pop()
        yield part
        pending += _children(part)


def _root(value: Value) -> Value | None:
    """What a chain of attributes, items and method calls begins with."""
    while True:
        match value:
            case Attr(base=base) | Item(base=base) | Call(callee=Attr(base=base)):
                value = base
            case Call():
                return None
            case _:
                return value


def _prefixes(value: Value) -> Iterator[Value]:
    """A chain of attributes, items and method calls, and what each of its links is taken from."""
    while True:
        yield value
        match value:
            case Attr(base=base) | Item(base=base) | Call(callee=Attr(base=base)):
                value = base
            case _:
                return


def _bare(value: Value) -> Value:
    """A value without its places, so that two that are written alike are equal."""
    changes: dict[str, object] = {}
    for field in dataclasses.fields(value):
        part = getattr(value, field.name)
        if field.name in {"line", "column"}:
            changes[field.name] = 0
        elif isinstance(part, tuple):
            changes[field.name] = tuple(_bare_part(p) for p in part)
        else:
            changes[field.name] = _bare_part(part)
    return dataclasses.replace(value, **changes)  # type: ignore[arg-type]


def _bare_part(part: object) -> object:
    if isinstance(part, tuple):
        return tuple(_bare_part(p) for p in part)
    if dataclasses.is_dataclass(part) and not isinstance(part, type):
        return _bare(part)  # type: ignore[arg-type]
    return part
