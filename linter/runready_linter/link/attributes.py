"""Attributes that all requests share and that a request changes: of classes, of objects that live as long as the process,
of functions, and what is put on an application's own store.

Every function that serves is walked; a method is walked once more for each process-wide object that it is called on, so
that the same class may be used for a request's own objects without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from runready_linter.facts import MAIN, MODULE, Function, Loc
from runready_linter.findings import Confidence, Span
from runready_linter.link import classes
from runready_linter.link.callgraph import lexical
from runready_linter.link.cells import Cell, Cells, Handed, Place, cells
from runready_linter.link.contexts import Context, Contexts, Reach, contexts
from runready_linter.link.entries import Key, entries
from runready_linter.link.excuses import Excuses, excuses, is_evicting
from runready_linter.link.lifespan import in_lifespan
from runready_linter.link.middleware import is_middleware
from runready_linter.link.objects import (
    ClassObject,
    Container,
    External,
    FunctionObject,
    Held,
    Inside,
    InstanceObject,
    Made,
    Object,
    Site,
)
from runready_linter.link.places import Guards, Places, places
from runready_linter.link.project import Project
from runready_linter.link.singletons import (
    Root,
    Singletons,
    class_of,
    kept_on_applications,
    label,
    singletons,
    written,
)
from runready_linter.link.state import Change, SharedState, shared_state
from runready_linter.link.writes import Write
from runready_linter.values import Attr, Call, Const, Global, Imported, Item, Local, Param, Value

#: Methods that run when an object is made: what they set is its first state.
_MAKING = frozenset({"__init__", "__new__", "__post_init__", "__set_name__"})


@dataclass(frozen=True, slots=True)
class SharedAttribute:
    """Shared attributes with all that changes them, and the line that the catalogue fixes."""

    state: SharedState
    at: Span


@dataclass(frozen=True, slots=True)
class _Owner:
    """Whose attribute is changed: the cell, and where it is bound (None: nowhere but by its writes)."""

    cell: Cell
    at: Span | None


@dataclass(frozen=True, slots=True)
class _Change:
    """A change as it is written: `target` is the attribute, `base` what a store or verb stands on."""

    verb: str
    target: Value
    loc: Loc
    guards: Guards
    key: Value | None = None
    value: Value | None = None
    inside: bool = False


@dataclass(frozen=True, slots=True)
class _Walk:
    """A function to look at, the process-wide object that its `self` is (if any), and how it is reached."""

    key: Key
    me: Root | None
    reach: Reach


def shared_attributes(project: Project) -> tuple[SharedAttribute, ...]:
    """The project's shared attributes that are changed after start-up: `project.derive(shared_attributes)`."""
    collector = _Collector(project)
    judge: Excuses = project.derive(excuses)
    serving: dict[_Owner, dict[Write, Reach]] = {}
    background: dict[_Owner, dict[Write, Reach]] = {}
    for owner, write, reach in collector.collect("serving"):
        serving.setdefault(owner, {}).setdefault(write, reach)
    for owner, write, reach in collector.collect("background"):
        background.setdefault(owner, {}).setdefault(write, reach)
    found = []
    for owner in dict.fromkeys((*serving, *background)):
        kept = {w: r for w, r in serving.get(owner, {}).items() if not _is_harmless(judge, w)}
        others = {w: r for w, r in background.get(owner, {}).items() if not _is_harmless(judge, w)}
        told = {**kept, **others} if kept else others
        if told and not judge.is_each_tasks_own(told) and not judge.is_about_log_lines(told):
            found.append(_concluded(judge, owner, list(kept), told))
    taken = _told_already(project)
    return tuple(s for s in found if (s.at.path, s.at.line) not in taken)


def _is_harmless(judge: Excuses, write: Write) -> bool:
    """A lazy start, or a new client of a library: another instance makes its own."""
    return judge.fills_once(write) or (write.rebinds and judge.is_a_client(write))


def _concluded(judge: Excuses, owner: _Owner, kept: list[Write], told: dict[Write, Reach]) -> SharedAttribute:
    changes = tuple(
        Change(w, r) for w, r in sorted(told.items(), key=lambda p: (p[0].path, p[0].loc.line, p[0].loc.column))
    )
    memo = all(judge.remembers(w) or judge.refreshes(w) or is_evicting(w) for w in kept)
    filled = any(judge.remembers(w) or judge.refreshes(w) for w in kept)
    weight = "background" if not kept else "memo" if memo and filled else "state"
    sure = any(c.reach.confidence is Confidence.HIGH for c in changes)
    first = changes[0].write
    at = owner.at or judge.project.span(first.path, first.loc)
    state = SharedState(
        owner.cell,
        changes,
        weight,  # type: ignore[arg-type]
        all(c.write.rebinds for c in changes),
        Confidence.HIGH if sure else Confidence.MEDIUM,
    )
    return SharedAttribute(state, at)


def _told_already(project: Project) -> frozenset[tuple[str, int]]:
    """The bindings of module-level state that is reported as such."""
    known: Cells = project.derive(cells)
    found = set()
    for state in project.derive(shared_state):
        loc = known.binding(state.cell)
        if loc is not None:
            found.add((state.cell.path, loc.line))
    return frozenset(found)


class _Collector:
    def __init__(self, project: Project) -> None:
        self.project = project
        self.known = project.knowledge.attributes
        self.memory = project.knowledge.memory
        self.verbs = frozenset(v for verbs in self.memory.verbs.values() for v in verbs)
        self.lexical = project.derive(lexical)
        self.cells: Cells = project.derive(cells)
        self.places: Places = project.derive(places)
        self.singletons: Singletons = project.derive(singletons)
        self.contexts: Contexts = project.derive(contexts)
        self.methods = frozenset(
            name for module in project.python.values() for cls in module.classes.values() for name in cls.methods
        )

    def collect(self, context: Context) -> Iterator[tuple[_Owner, Write, Reach]]:
        pending = [
            _Walk((path, function.qualname), None, reach)
            for path, function in self.project.functions()
            if (reach := self.contexts.of(path, function.qualname).get(context)) is not None
            and self.project.serves(path)
            and function.qualname not in {MODULE, MAIN}
        ]
        if context == "serving":
            pending += self.handed()
            pending += self.presumed()
        seen: set[tuple[Key, Root | None]] = set()
        while pending:
            walk = pending.pop()
            if (walk.key, walk.me) in seen:
                continue
            seen.add((walk.key, walk.me))
            path, qualname = walk.key
            function = self.project.python[path].functions[qualname]
            if walk.me is not None and qualname.rpartition(".")[2] in _MAKING:
                continue
            for owner, write in self.changes(path, function, walk.me):
                if not in_lifespan(write.guards):
                    yield owner, write, walk.reach
            pending += self.called(path, function, walk)

    def presumed(self) -> Iterator[_Walk]:
        """Where nothing at all is known to serve: class methods that nothing calls, whose caller is another file's."""
        if self.contexts.serving_files:
            return
        at_start = re.compile(self.project.knowledge.frameworks.start_names)
        for path, function in self.project.functions():
            key = (path, function.qualname)
            name = function.qualname.rpartition(".")[2]
            if (
                classes.receiver_kind(function) == "cls"
                and self.project.serves(path)
                and not self.contexts.of(*key)
                and not name.startswith("__")
                and not at_start.match(name)
            ):
                yield _Walk(key, None, Reach(key, None, Confidence.MEDIUM))

    # Methods of process-wide objects

    def called(self, path: str, function: Function, walk: _Walk) -> Iterator[_Walk]:
        for site in function.calls:
            callee = site.call.callee
            match callee:
                case Attr(base=base, name=name) if name in self.methods:
                    yield from self.invoked(path, function, base, name, walk)
                case Global() | Local() | Param() | Imported():
                    yield from self.invoked(path, function, callee, "__call__", walk)
                case _:
                    pass
            for value in (*site.call.args, *(v for _, v in site.call.keywords)):
                # `Thread(target=importer.run)`: whoever gets a bound method runs it.
                if isinstance(value, Attr) and value.name in self.methods:
                    yield from self.invoked(path, function, value.base, value.name, walk)
        for store in function.stores:
            if isinstance(store.target, Item) and "__setitem__" in self.methods:
                yield from self.invoked(path, function, store.target.base, "__setitem__", walk)

    def invoked(self, path: str, function: Function, base: Value, name: str, walk: _Walk) -> Iterator[_Walk]:
        for thing in self.singletons.things(path, function, base):
            instance = thing.what if isinstance(thing, Held) else thing
            if not isinstance(instance, InstanceObject):
                continue
            root = self.root(thing, function, base, walk.me)
            if root is None:
                continue
            for method in self.lexical.attribute(instance, name):
                if isinstance(method, FunctionObject):
                    key = (method.path, method.qualname)
                    yield _Walk(key, root, Reach(walk.reach.entry, (path, function.qualname), walk.reach.confidence))

    def root(self, thing: Object, function: Function, base: Value, me: Root | None) -> Root | None:
        """The process-wide object behind a thing; `self`'s and what it holds are the walk's own."""
        own = bool(me) and classes.receiver_kind(function) == "self"
        if own and thing == InstanceObject(getattr(thing, "cls", None)) and _is_self(function, base):  # type: ignore[arg-type]
            return me
        if isinstance(thing, Held) and thing.owner.site is None:
            inner = thing.what
            if isinstance(inner, InstanceObject) and inner.site is not None and inner.site.scope in {MODULE, MAIN}:
                return self.singletons.root(inner)
            return me if own else None
        return self.singletons.root(thing)

    def handed(self) -> Iterator[_Walk]:
        """Process-wide objects, and methods bound to them, that are given to a framework as handlers."""
        found = self.project.derive(entries)
        owned = {k for k, e in found.direct.items() if e.when == "serving"}
        yield from self.made_by_frameworks(owned)
        yield from self.made_by_decorators()
        for thing in found.taken:
            root = self.singletons.root(thing.receiver if isinstance(thing, FunctionObject) else thing)
            if root is None:
                continue
            if isinstance(thing, FunctionObject):
                keys = [(thing.path, thing.qualname)]
            else:
                keys = [
                    (cls.path, qualname)
                    for cls in classes.lineage(self.project, thing.cls)
                    for qualname in self.project.python[cls.path].classes[cls.qualname].methods.values()
                ]
            yield from (_Walk(key, root, Reach(key, None)) for key in keys if key in owned)

    def made_by_decorators(self) -> Iterator[_Walk]:
        """The calls of an object that a class, used as a decorator, makes of a function that serves."""
        for path, function in self.project.functions():
            reach = self.contexts.serves(path, function.qualname) if function.decorators else None
            if reach is None or not self.project.serves(path):
                continue
            for decorator in function.decorators:
                for thing in self.lexical.objects(path, decorator):
                    cls = thing if isinstance(thing, ClassObject) else None
                    for method in self.lexical.attribute(cls, "__call__") if cls is not None else ():
                        if isinstance(method, FunctionObject):
                            root = Root(Site(path, MODULE, function.loc.line, 1), function.qualname, None)
                            yield _Walk((method.path, method.qualname), root, reach)

    def made_by_frameworks(self, owned: set[Key]) -> Iterator[_Walk]:
        """The methods of middleware classes that serve: a framework makes one object of each for all requests."""
        for path, module in self.project.python.items():
            for cls in module.classes.values():
                called = [(path, q) for n, q in cls.methods.items() if n != "__init__" and (path, q) in owned]
                if called and is_middleware(self.project, ClassObject(path, cls.qualname)):
                    site = Site(path, MODULE, cls.loc.line, cls.loc.column)
                    root = Root(site, cls.qualname.rpartition(".")[2], None)
                    yield from (_Walk(key, root, Reach(key, None)) for key in called)

    # Changes

    def changes(self, path: str, function: Function, me: Root | None) -> Iterator[tuple[_Owner, Write]]:
        for store in function.stores:
            match store.target:
                case Attr(base=base, name=name):
                    verb = "delete" if store.kind == "delete" else "augment" if store.kind == "augment" else "rebind"
                    change = _Change(verb, store.target, store.loc, store.guards, Const(name), store.value)
                    owners: Iterator[_Owner] = self.of_attribute(path, function, base, name, change, me)
                case Item(base=base, key=key):
                    verb = {"delete": "delete", "augment": "augment"}.get(store.kind, "item")
                    change = _Change(verb, base, store.loc, store.guards, key, store.value)
                    owners = self.of_content(path, function, base, change, me)
                case _:
                    continue
            yield from self.told(path, function, change, owners)
        for site in function.calls:
            call = site.call
            match call:
                case Call(callee=Attr(base=base, name=name), args=args) if name in self.verbs:
                    key_ = args[0] if args and name in {"pop", "setdefault"} else None
                    change = _Change(name, base, site.loc, site.guards, key_, args[-1] if args else None)
                    owners = self.of_content(path, function, base, change, me)
                case Call(callee=Imported(path="builtins.setattr"), args=(base, Const(value=str(name)), value)):
                    change = _Change("rebind", Attr(base, name), site.loc, site.guards, Const(name), value)
                    owners = self.of_attribute(path, function, base, name, change, me)
                case Call(callee=Imported(path="builtins.setattr"), args=(base, key, value)):
                    change = _Change("item", base, site.loc, site.guards, key, value)
                    owners = self.of_attribute(path, function, base, "", change, me)
                case Call(callee=Imported(path="builtins.next"), args=(base, *_)):
                    change = _Change("next", base, site.loc, site.guards)
                    owners = self.of_content(path, function, base, change, me)
                case _:
                    continue
            yield from self.told(path, function, change, owners)

    def told(
        self, path: str, function: Function, change: _Change, owners: Iterator[_Owner]
    ) -> Iterator[tuple[_Owner, Write]]:
        for owner in dict.fromkeys(owners):
            yield (
                owner,
                Write(
                    owner.cell, path, function.qualname, change.loc, change.verb, change.key, change.value,
                    change.guards, change.inside, "", change.target,
                ),
            )  # fmt: skip

    def of_attribute(
        self, path: str, function: Function, base: Value, name: str, change: _Change, me: Root | None
    ) -> Iterator[_Owner]:
        """Whose attribute `base.name = value` sets."""
        if self.known.request_holder(written(base)) or self.is_own_holder(path, function, base):
            yield self.on_application(base, name)
            return
        if _is_self(function, base) and me is None:
            return
        for cls in class_of(self.project, path, base):
            yield from self.of_class(cls, name)
        for place in self.places.of(path, function, base, change.loc, change.guards):
            match place.thing:
                case _ if place.inside:
                    pass
                case InstanceObject() | Held(what=InstanceObject()) as instance:
                    yield from self.of_instance(instance, self.root(instance, function, base, me))
                case Handed(name=parameter) if not _is_self(function, base):
                    for thing in self.singletons.handed_to(path, function, parameter):
                        yield from self.of_instance(thing, self.singletons.root(thing))
                case ClassObject() as cls:
                    yield from self.of_class(cls, name)
                # A bound method takes no attributes: there, a property's value does.
                case FunctionObject(path=there, qualname=qualname, receiver=None) if not isinstance(base, Param):
                    if self.contexts.serves(there, self.project.python[there].functions[qualname].parent) is None:
                        yield _Owner(Cell("function", there, f"{qualname.rpartition('.')[2]}.{name}"), None)
                case Made(path=dotted) | External(path=dotted) if dotted in self.known.holders:
                    yield self.on_application(base, name)
                case Made() as namespace:
                    root = self.singletons.root(namespace)
                    if root is not None:
                        yield _Owner(Cell("instance", root.site.path, root.name or name), root.at)
                case _:
                    pass

    def of_content(
        self, path: str, function: Function, base: Value, change: _Change, me: Root | None
    ) -> Iterator[_Owner]:
        """Whose attribute holds what an item store or a verb changes."""
        stores = change.verb not in self.verbs and change.verb != "next"
        holder = self.holder_of(path, base) if stores else None
        if holder is None and isinstance(base, Attr | Item) and self.holds_memory(path, base, change.verb):
            holder = self.holder_of(path, base.base)
        if holder is not None:
            key = str(change.key.value) if isinstance(change.key, Const) else ""
            yield self.on_application(holder, label(base) if holder != base else key)
            return
        if change.verb in {"update", "setdefault"} and self.holder_of(path, base) is not None:
            key = str(change.key.value) if isinstance(change.key, Const) else ""
            yield self.on_application(base, key)
            return
        for place in self.places.of(path, function, base, change.loc, change.guards):
            thing = place.thing
            while isinstance(thing, Inside):
                thing = thing.of
            if not self.fits(Place(thing, inside=place.inside), change):
                continue
            match thing:
                case Held() if thing.owner.site is None and me is None:
                    pass
                case Held(owner=owner):
                    root = me if owner.site is None else self.singletons.root(owner)
                    yield from self.of_instance(owner, root)
                case Container():
                    yield from self.of_class_content(thing)
                case Made() if self.cells.kind(Place(thing)) is not None:
                    yield from self.of_class_content(thing)
                case _:
                    pass

    def fits(self, place: Place, change: _Change) -> bool:
        """Whether the change is one of our memory's: a container's verb, not an external client's."""
        thing = place.thing.what if isinstance(place.thing, Held) else place.thing
        if isinstance(thing, Handed):
            return False
        kind = "any" if place.inside else self.cells.kind(Place(thing))
        if change.verb in {"item", "delete", "augment"}:
            return self.cells.kind(Place(thing)) is not None
        if change.verb == "next":
            return kind == "iterator"
        return kind is not None and change.verb in self.memory.verbs.get(kind, frozenset())

    def of_instance(self, thing: Object, root: Root | None) -> Iterator[_Owner]:
        instance = thing.what if isinstance(thing, Held) else thing
        if root is None or not isinstance(instance, InstanceObject):
            return
        bases = classes.library_bases(self.project, instance.cls)
        if not any(b.startswith(self.known.own_bases) for b in bases):
            name = root.name or instance.cls.qualname.rpartition(".")[2]
            yield _Owner(Cell("instance", root.site.path, name), root.at)

    # Classes

    def of_class(self, cls: ClassObject, name: str) -> Iterator[_Owner]:
        scope = self.project.python[cls.path].classes[cls.qualname].scope
        if scope not in {MODULE, MAIN} and self.contexts.serves(cls.path, scope) is not None:
            # A class that a request makes for itself.
            return
        for ancestor in classes.lineage(self.project, cls):
            facts = self.project.python[ancestor.path].classes[ancestor.qualname]
            bindings = [b for b in facts.attributes.get(name, ()) if b.kind in {"assign", "declare"}]
            if bindings:
                assigned = [b for b in bindings if b.kind == "assign"] or bindings
                at = self.project.span(ancestor.path, assigned[0].loc)
                yield _Owner(Cell("class", ancestor.path, f"{ancestor.qualname}.{name}"), at)
                return
        yield _Owner(Cell("class", cls.path, f"{cls.qualname}.{name}"), None)

    def of_class_content(self, thing: Container | Made) -> Iterator[_Owner]:
        """The class attribute that holds a container, unless each instance gets its own."""
        cell = self.cells.owner(thing.site)
        if cell is None or cell.kind != "class":
            return
        qualname, _, name = cell.name.rpartition(".")
        cls = ClassObject(cell.path, qualname)
        facts = self.project.python[cell.path].classes[qualname]
        if name in classes.own_stores(self.project, cls) or facts.scope not in {MODULE, MAIN}:
            return
        bases = classes.library_bases(self.project, cls)
        if not any(b.startswith((*self.known.copying_bases, *self.known.own_bases)) for b in bases):
            yield from self.of_class(cls, name)

    # Applications

    def holder_of(self, path: str, base: Value) -> Value | None:
        """The application's store that an expression is; None: it is none."""
        if self.known.request_holder(written(base)) or self.known.request_mapping(written(base)):
            return base
        things = self.lexical.objects(path, base)
        known = self.known.holders | self.known.mappings
        return base if any(isinstance(o, External | Made) and o.path in known for o in things) else None

    def holds_memory(self, path: str, base: Attr | Item, verb: str) -> bool:
        """Whether a container is put under this name on the application somewhere, one that knows the verb."""
        if self.holder_of(path, base.base) is None:
            return False
        for thing in self.project.derive(kept_on_applications).get(label(base), ()):
            kind = self.cells.kind(Place(thing))
            if kind is not None and (verb in {"item", "delete", "augment"} or verb in self.memory.verbs[kind]):
                return True
        return False

    def is_own_holder(self, path: str, function: Function, base: Value) -> bool:
        """Whether an expression is an attribute of `self` by which a framework's handler reaches what all requests share
        (`self.application`, `self.server`)."""
        match base:
            case Attr(base=Param() as me, name=name) if _is_self(function, me):
                bases = classes.library_bases(self.project, ClassObject(path, function.owner))
                return any(
                    name in names and any(b.startswith(beginning) for b in bases)
                    for beginning, names in self.known.own_holders.items()
                )
            case _:
                return False

    def on_application(self, holder: Value, name: str) -> _Owner:
        at_start = self.set_at_start(name) if label(holder) != "config" else None
        return _Owner(Cell("holder", "", f"{label(holder) or 'app'}.{name}"), at_start)

    def set_at_start(self, name: str) -> Span | None:
        """Where a module's own body puts something under this name on the application, which binds it as any other
        assignment there does. What a factory or a start-up hook puts there is one write among others."""
        return self.project.derive(_bound_at_start).get(name)


def _bound_at_start(project: Project) -> dict[str, Span]:
    known = project.knowledge.attributes
    resolve = project.derive(lexical)
    found: dict[str, Span] = {}
    for path, function in project.functions():
        if not project.serves(path) or function.qualname not in {MODULE, MAIN}:
            continue
        for store in function.stores:
            if store.kind == "assign" and isinstance(store.target, Attr | Item):
                things = resolve.objects(path, store.target.base)
                if any(isinstance(o, External | Made) and o.path in known.holders | known.mappings for o in things):
                    found.setdefault(label(store.target), project.span(path, store.loc))
    return found


def _is_self(function: Function, value: Value) -> bool:
    receiver = classes.receiver_kind(function) == "self" and function.params
    return bool(receiver) and value == Param(function.qualname, function.params[0].name)
