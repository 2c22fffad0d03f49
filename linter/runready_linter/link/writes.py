"""Changes of cells: every place in the project that changes something that outlives a request.

A function that changes its parameter changes what its callers hand to it; those changes are told at the callers' calls.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from runready_linter.facts import MODULE, Function, Loc, Store
from runready_linter.link.callgraph import graph, lexical
from runready_linter.link.cells import Cell, Cells, Handed, Place, cells
from runready_linter.link.entries import Key, entries
from runready_linter.link.evaluate import Evaluator
from runready_linter.link.objects import External, ModuleObject
from runready_linter.link.places import Guards, Places, places, reaching
from runready_linter.link.project import Project
from runready_linter.link.substitute import bind
from runready_linter.values import Attr, Binary, Call, Const, Global, Imported, Item, Local, Seq, Value


@dataclass(frozen=True, slots=True)
class Write:
    """A change of a cell.

    Args:
        verb: `rebind`, `item`, `delete`, `attribute`, `augment`, or the name of the mutating method or function.
        function: in whose body it stands (for a change through a parameter: the call's).
        key, value: what is stored under which key, where the form says so.
        inside: it changes something in the cell's container, not the container itself.
        through: the function that does the change to its parameter, or "".
        target: the attribute that is changed, as it is written, where the cell is one of attributes.
    """

    cell: Cell
    path: str
    function: str
    loc: Loc
    verb: str
    key: Value | None = None
    value: Value | None = None
    guards: Guards = ()
    inside: bool = False
    through: str = ""
    target: Value | None = None

    @property
    def rebinds(self) -> bool:
        return self.verb == "rebind"


@dataclass(frozen=True, slots=True)
class _Change:
    """A change of a place that may turn out to be a cell's or a parameter's."""

    verb: str
    loc: Loc
    guards: Guards
    key: Value | None = None
    value: Value | None = None
    through: str = ""


def writes(project: Project) -> tuple[Write, ...]:
    """Every change of a cell, at whatever time: `project.derive(writes)`."""
    return tuple(dict.fromkeys(_Collector(project).collect()))


class _Collector:
    def __init__(self, project: Project) -> None:
        self.project = project
        self.cells: Cells = project.derive(cells)
        self.places: Places = project.derive(places)
        self.lexical: Evaluator = project.derive(lexical)
        self.graph = project.derive(graph)
        self.memory = project.knowledge.memory
        self.verbs = frozenset(v for verbs in self.memory.verbs.values() for v in verbs)
        self.summaries: set[tuple[Key, str, bool]] = set()
        self.pending: list[tuple[Key, str, bool, _Change]] = []

    def collect(self) -> Iterator[Write]:
        for path, function in self.project.functions():
            for store in function.stores:
                yield from self.of_store(path, function, store)
            for site in function.calls:
                yield from self.of_call(path, function, site.call, site.loc, site.guards)
        while self.pending:
            key, name, inside, change = self.pending.pop()
            if (key, name, inside) not in self.summaries:
                self.summaries.add((key, name, inside))
                yield from self.at_callers(key, name, inside, change)

    # Stores

    def of_store(self, path: str, function: Function, store: Store) -> Iterator[Write]:
        here = (path, function.qualname)
        match store.kind, store.target:
            case "rebind", Global(name=name):
                yield self.rebinding(Cell("global", path, name), here, store)
            case "rebind", Local(scope=owner, name=name):
                cell = Cell("closure", path, name, owner)
                if owner == MODULE:
                    yield self.rebinding(Cell("global", path, name), here, store)
                elif self.cells.outlives_requests(cell, here):
                    yield self.rebinding(cell, here, store)
            case _, Item(base=base, key=key):
                verb = {"delete": "delete", "augment": "augment"}.get(store.kind, "item")
                change = _Change(verb, store.loc, store.guards, key, store.value)
                yield from self.change(path, function, base, change)
            case _, Attr(base=base, name=name):
                change = _Change("attribute", store.loc, store.guards, Const(name), store.value)
                yield from self.change_attribute(path, function, base, name, change)
                if store.kind == "augment" and isinstance(store.value, Seq):
                    # `self.journal += [x]` changes the list that the attribute was given.
                    change = _Change("augment", store.loc, store.guards, None, store.value)
                    yield from self.change(path, function, store.target, change)
            case "augment", Local() | Global() if function.qualname != MODULE:
                # `names += [x]` changes in place what `names` is an alias of; a number is no such thing.
                if isinstance(store.target, Local) and not isinstance(store.value, Seq):
                    return
                change = _Change("augment", store.loc, store.guards, None, store.value)
                yield from self.change(path, function, store.target, change)
            case _:
                pass

    def rebinding(self, cell: Cell, here: Key, store: Store) -> Write:
        return Write(cell, *here, store.loc, "rebind", None, store.value, store.guards)

    def change(self, path: str, function: Function, base: Value, change: _Change) -> Iterator[Write]:
        """The change of what `base` leads to."""
        here = (path, function.qualname)
        for place in self.places.of(path, function, base, change.loc, change.guards):
            match place.thing:
                case ModuleObject(path=module) if isinstance(change.key, Const):
                    # `globals()["name"] = ...`
                    cell = Cell("global", module, str(change.key.value))
                    yield Write(cell, *here, change.loc, "rebind", None, change.value, change.guards)
                case _:
                    yield from self.changed(place, here, change)

    def changed(self, place: Place, here: Key, change: _Change) -> Iterator[Write]:
        if isinstance(place.thing, Handed):
            self.pending.append((here, place.thing.name, place.inside, change))
            return
        cell = self.cells.cell(place, here)
        if cell is None:
            return
        yield Write(
            cell, *here, change.loc, change.verb, change.key, change.value, change.guards, place.inside, change.through
        )

    def change_attribute(
        self, path: str, function: Function, base: Value, name: str, change: _Change
    ) -> Iterator[Write]:
        here = (path, function.qualname)
        for place in self.places.of(path, function, base, change.loc, change.guards):
            match place.thing:
                case ModuleObject(path=module):
                    cell = Cell("global", module, name)
                    yield Write(cell, *here, change.loc, "rebind", None, change.value, change.guards)
                case External(path=dotted) if isinstance(base, Imported) and "." not in dotted.lstrip("."):
                    cell = Cell("foreign", path, f"{dotted}.{name}")
                    yield Write(cell, *here, change.loc, "rebind", None, change.value, change.guards)
                case _ if place.inside:
                    yield from self.changed(place, here, change)
                case Handed():
                    # Only something in a container is a cell's; an object of its own is an attribute's state.
                    self.pending.append((here, place.thing.name, True, replace(change, verb="attribute")))
                case _:
                    pass

    # Calls

    def of_call(self, path: str, function: Function, call: Call, loc: Loc, guards: Guards) -> Iterator[Write]:
        here = (path, function.qualname)
        for verb, found in self.methods(path, function, call.callee, loc, guards):
            key = call.args[0] if verb in {"pop", "setdefault", "__setitem__", "__delitem__"} and call.args else None
            value = call.args[-1] if call.args else None
            change = _Change(verb, loc, guards, key, value)
            for place in found:
                if isinstance(place.thing, ModuleObject):
                    yield from self.updated_namespace(place.thing, here, call, change)
                    continue
                kind = self.cells.kind(place)
                if isinstance(place.thing, External) and not place.inside:
                    # A constant's name is all that is known of it.
                    kind = "any" if place.thing.path.rpartition(".")[2].isupper() else None
                if kind is not None and verb in self.memory.verbs.get(kind, frozenset()):
                    yield from self.changed(place, here, change)
        for dotted in (o.path for o in self.lexical.objects(path, call.callee) if isinstance(o, External)):
            position = self.memory.functions.get(dotted)
            if position is not None and position < len(call.args) and not self.is_bound(path, call.callee, dotted):
                yield from self.by_function(path, function, dotted, call, position, _Change(dotted, loc, guards))
            elif dotted == "builtins.setattr" and len(call.args) == 3 and isinstance(call.args[1], Const):
                name = str(call.args[1].value)
                change = _Change("attribute", loc, guards, call.args[1], call.args[2])
                yield from self.change_attribute(path, function, call.args[0], name, change)

    def is_bound(self, path: str, callee: Value, dotted: str) -> bool:
        """Whether a type's method is one of an object (`seen.add(x)`), not the type's own (`set.add(seen, x)`)."""
        return isinstance(callee, Attr) and dotted.rpartition(".")[0] not in {
            o.path for o in self.lexical.objects(path, callee.base) if isinstance(o, External)
        }

    def methods(
        self, path: str, function: Function, callee: Value, loc: Loc, guards: Guards
    ) -> Iterator[tuple[str, tuple[Place, ...]]]:
        """The mutators that a callee may be, each with what it changes: `ITEMS.append`, or a name that is bound to it
        (`remember = ITEMS.append`)."""
        match callee:
            case Attr(base=base, name=name):
                if name in self.verbs:
                    yield name, self.places.of(path, function, base, loc, guards)
                return
            case Global(name=name):
                there, owner, bindings = path, MODULE, self.project.python[path].bindings.get(name, ())
            case Imported(path=dotted):
                target = self.project.modules.resolve(path, dotted)
                if target is None or len(target[1]) != 1:
                    return
                there, owner = target[0], MODULE
                bindings = self.project.python[there].bindings.get(target[1][0], ())
            case Local(scope=owner, name=name) if owner == function.qualname:
                there, bindings = path, reaching(function, name, loc, guards)[0]
            case _:
                return
        for binding in bindings:
            if isinstance(binding.value, Attr) and binding.value.name in self.verbs:
                holder = self.project.python[there].functions[owner]
                base = binding.value.base
                yield binding.value.name, self.places.of(there, holder, base, binding.loc, binding.guards)

    def updated_namespace(self, module: ModuleObject, here: Key, call: Call, change: _Change) -> Iterator[Write]:
        """`globals().update(name=value)`."""
        if change.verb == "update":
            for name, value in call.keywords:
                if name != "**":
                    cell = Cell("global", module.path, name)
                    yield Write(cell, *here, change.loc, "rebind", None, value, change.guards)

    def by_function(
        self, path: str, function: Function, dotted: str, call: Call, position: int, change: _Change
    ) -> Iterator[Write]:
        name = dotted.rpartition(".")[2]
        change = replace(change, verb=name, value=call.args[-1] if len(call.args) > 1 else None)
        for place in self.places.of(path, function, call.args[position], change.loc, change.guards):
            kind = self.cells.kind(place)
            wanted = name in {"next", "anext"}
            if kind is not None and (kind == "iterator") == wanted and not (wanted and place.inside):
                yield from self.changed(place, (path, function.qualname), change)

    # Parameters

    def at_callers(self, key: Key, name: str, inside: bool, change: _Change) -> Iterator[Write]:
        """What the callers of a function hand to a parameter that it changes."""
        path, qualname = key
        function = self.project.python[path].functions[qualname]
        by = qualname.rpartition(".")[2]
        left_out = not self.graph.into.get(key)
        for edge in self.graph.into.get(key, ()):
            value = bind(function, edge.site.call, edge.target.receiver is not None).get(name)
            if value is None:
                left_out = left_out or not any(k == "**" for k, _ in edge.site.call.keywords)
                continue
            caller = self.project.python[edge.path].functions[edge.caller]
            told = _Change(change.verb, edge.site.loc, edge.site.guards, None, None, by)
            for place in self.places.of(edge.path, caller, value, edge.site.loc, edge.site.guards):
                there = (edge.path, edge.caller)
                if change.verb == "attribute" and not place.inside and not isinstance(place.thing, Handed):
                    continue
                place = replace(place, inside=place.inside or inside)
                yield from self.changed(place, there, told)
        if left_out or key in self.project.derive(entries).direct:
            yield from self.default(key, function, name, inside, change)

    def is_defined_anew(self, path: str, function: Function) -> bool:
        """Whether a function is defined within one that runs while serving: its defaults are each request's own."""
        parent = self.project.python[path].functions.get(function.parent)
        return parent is not None and self.cells.contexts.serves(path, parent.qualname) is not None

    def default(self, key: Key, function: Function, name: str, inside: bool, change: _Change) -> Iterator[Write]:
        """A parameter's mutable default: one object for all calls that leave the parameter out."""
        param = next((p for p in function.params if p.name == name), None)
        entry = self.project.derive(entries).direct.get(key)
        known = self.project.knowledge.frameworks
        if param is None or param.default is None or (entry is not None and entry.by in known.copies_defaults):
            return
        if change.verb == "attribute" or self.is_defined_anew(key[0], function):
            return
        if (isinstance(param.default, Seq) and param.default.kind != "tuple") or _makes(param.default):
            for thing in self.lexical.objects(key[0], param.default):
                if self.cells.kind(Place(thing)) is not None:
                    cell = Cell("default", key[0], name, key[1])
                    yield Write(cell, *key, change.loc, change.verb, change.key, change.value, change.guards, inside)
                    return
        parent = self.project.python[key[0]].functions.get(function.parent)
        if parent is not None:
            for place in self.places.of(key[0], parent, param.default, function.loc, ()):
                if not isinstance(place.thing, Handed):
                    yield from self.changed(replace(place, inside=place.inside or inside), key, change)


def _makes(value: Value) -> bool:
    return not isinstance(value, Global | Imported | Attr | Local | Const | Binary)
