"""Cells: places that outlive a request, and which of them an expression leads to.

A container made at a module's top level is one for the life of the process; one made in a function is a new one at
each call, unless the function runs at import or start and something inside of it keeps it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from runready_linter.facts import MAIN, MODULE, Binding, Loc
from runready_linter.link import classes
from runready_linter.link.callgraph import lexical
from runready_linter.link.contexts import Contexts, contexts
from runready_linter.link.entries import Key
from runready_linter.link.evaluate import Evaluator
from runready_linter.link.objects import Container, External, Held, Inside, InstanceObject, Made, Object, Site
from runready_linter.link.project import Project
from runready_linter.values import Call, Choice, Seq, Table, Value

#: Names that projects give to a module of shared variables; a name in lower case of any other may be a library's.
_OWN_MODULES = frozenset(
    {"state", "states", "store", "stores", "storage", "shared", "globals", "data", "db", "database", "memory", "cache"}
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A place that keeps what a request puts there.

    Args:
        kind: `global`: a module's variable; `default`: a parameter's default; `closure`: a variable of a function that
            runs at import or start; `foreign`: a variable of a module outside of the files that were read;
            `class`: a class attribute; `instance`: a process-wide object's attributes; `function`: a function's;
            `holder`: something set on an application's own store.
        path: the file; for `foreign`, the one that writes.
        name: of the variable or parameter; for `foreign` and `class`, dotted.
        scope: the function of a `default` or `closure`.
    """

    kind: Literal["global", "default", "closure", "foreign", "class", "instance", "function", "holder"]
    path: str
    name: str
    scope: str = MODULE


@dataclass(frozen=True, slots=True)
class Variable:
    """A module's variable, by its file and name."""

    path: str
    name: str


@dataclass(frozen=True, slots=True)
class Handed:
    """A parameter of the function that is looked at: what it is, its callers know."""

    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """What an expression leads to: an object, or a parameter; `inside`: something in it; `variable`: by whose name."""

    thing: Object | Handed
    variable: Variable | None = None
    inside: bool = False


class Cells:
    """Answers which cell a place is. `project.derive(cells)`."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.evaluator: Evaluator = project.derive(lexical)
        self.contexts: Contexts = project.derive(contexts)
        self.memory = project.knowledge.memory
        self._sites: dict[tuple[str, int, int], Cell] = {}
        for path, module in project.python.items():
            for name, bindings in module.bindings.items():
                self._own(path, bindings, Cell("global", path, name))
        for path, module in project.python.items():
            for cls in module.classes.values():
                for name, bindings in cls.attributes.items():
                    self._own(path, bindings, Cell("class", path, f"{cls.qualname}.{name}"))
            for function in module.functions.values():
                for param in function.params:
                    if param.default is not None:
                        self._own_value(path, param.default, Cell("default", path, param.name, function.qualname))
                for name, bindings in function.locals.items():
                    self._own(path, bindings, Cell("closure", path, name, function.qualname))
        for path, module in project.python.items():
            for name, bindings in module.bindings.items():
                self._own_results(path, name, bindings)

    def _own(self, path: str, bindings: tuple[Binding, ...], cell: Cell) -> None:
        for binding in bindings:
            self._own_value(path, binding.value, cell)

    def _own_value(self, path: str, value: Value, cell: Cell) -> None:
        for made in _makers(value):
            self._sites.setdefault((path, made.line, made.column), cell)

    def _own_results(self, path: str, name: str, bindings: tuple[Binding, ...]) -> None:
        """`STORE = make()`: what a function of the project made for the variable at import is the variable's."""
        for binding in bindings:
            if isinstance(binding.value, Call) and binding.scope in {MODULE, MAIN}:
                for thing in self.evaluator.objects(path, binding.value):
                    site = getattr(thing, "site", None)
                    if isinstance(site, Site) and self.contexts.serves(site.path, site.scope) is None:
                        key = (site.path, site.line, site.column)
                        if key not in self._sites or self._sites[key].kind == "closure":
                            self._sites[key] = Cell("global", path, name)

    def owner(self, site: Site) -> Cell | None:
        """The cell that is bound to what is made at a site."""
        return self._sites.get((site.path, site.line, site.column))

    def kind(self, place: Place) -> str | None:
        """The kind of memory that a place is, by whose verbs it is changed; None where it is none of ours."""
        thing = place.thing
        if isinstance(thing, Handed) or place.inside:
            return "any"
        match thing:
            case Container(kind="tuple"):
                return None
            case Container(kind=kind):
                return kind
            case Made(path=path):
                return self.memory.kinds.get(path)
            case Inside():
                return "any"
            case InstanceObject(cls=cls):
                for base in classes.library_bases(self.project, cls):
                    if base in self.memory.kinds:
                        return self.memory.kinds[base]
                return None
            case _:
                return None

    def cell(self, place: Place, writer: Key) -> Cell | None:
        """The cell that a place is, or is inside of. `writer`: the function in which the expression stands."""
        root: Object | Handed = place.thing
        while isinstance(root, Inside):
            root = root.of
        if isinstance(root, Handed | Held):
            return None
        if isinstance(root, External):
            return self._foreign(root, writer)
        if self.kind(Place(root)) is None and not (isinstance(root, Container) and place.inside):
            return None
        if not isinstance(root, Container | Made | InstanceObject) or root.site is None:
            return None
        site = root.site
        owner = self._sites.get((site.path, site.line, site.column))
        if owner is not None and owner.kind == "global":
            # What its maker does to it before it hands it out is making it.
            making = (site.path, site.scope) == writer or writer[1].startswith(f"{site.scope}.")
            return owner if place.variable is not None or not making or site.scope in {MODULE, MAIN} else None
        if place.variable is not None and (owner is None or owner.kind == "closure"):
            return Cell("global", place.variable.path, place.variable.name)
        if owner is None or owner.kind == "class":
            return owner
        if owner.kind == "closure" and not self.outlives_requests(owner, writer):
            return None
        return owner if owner.kind == "closure" else None

    def outlives_requests(self, cell: Cell, writer: Key) -> bool:
        """Whether a function's variable is kept by the writer, a function inside of it, from one request to the next."""
        inside = writer[0] == cell.path and writer[1].startswith(f"{cell.scope}.")
        return inside and not {"serving", "background"} & self.contexts.of(cell.path, cell.scope).keys()

    def _foreign(self, thing: External, writer: Key) -> Cell | None:
        """`from state import JOBS`, where `state` is none of the files: a variable of a module of its own."""
        module, _, name = thing.path.lstrip(".").rpartition(".")
        if not name.isupper() and module.lower() not in _OWN_MODULES:
            return None
        if not name or "." in module or (not thing.path.startswith(".") and self.is_library(thing.path)):
            return None
        return Cell("foreign", writer[0], thing.path)

    def is_library(self, dotted: str) -> bool:
        """Whether a dotted path is known to belong to the standard library or a library whose objects are no memory."""
        top = dotted.partition(".")[0]
        return top in sys.stdlib_module_names or any(
            dotted.startswith(c) if c.endswith(".") else dotted == c or dotted.startswith(f"{c}.")
            for c in self.memory.clients
        )

    def is_client(self, thing: Object) -> bool:
        """Whether an object is a library's that holds no memory of ours."""
        return (
            isinstance(thing, Made | External)
            and self.is_library(thing.path)
            and not (isinstance(thing, Made) and thing.path in self.memory.kinds)
        )

    # Where a finding goes

    def binding(self, cell: Cell) -> Loc | None:
        """The place that binds a cell: the assignment at module level, the `def` of a default, or None."""
        module = self.project.python.get(cell.path)
        if module is None or cell.kind == "foreign":
            return None
        if cell.kind == "default":
            return module.functions[cell.scope].loc
        if cell.kind == "closure":
            found = module.functions[cell.scope].locals.get(cell.name, ())
            return found[0].loc if found else None
        at_top = [b for b in module.bindings.get(cell.name, ()) if b.scope in {MODULE, MAIN} and b.kind != "augment"]
        # A bare annotation binds nothing, but it is where a reader looks for the name.
        assigned = [b for b in at_top if b.kind != "declare"] or at_top
        return assigned[0].loc if assigned else None

    def initial(self, cell: Cell) -> Value | None:
        """What a cell is bound to first."""
        module = self.project.python.get(cell.path)
        if module is None:
            return None
        if cell.kind == "default":
            return next((p.default for p in module.functions[cell.scope].params if p.name == cell.name), None)
        scope = module.functions[cell.scope].locals if cell.kind == "closure" else module.bindings
        found = [b for b in scope.get(cell.name, ()) if b.kind not in {"declare", "augment"}]
        return found[0].value if found else None


def cells(project: Project) -> Cells:
    """The project's cells: `project.derive(cells)`."""
    return Cells(project)


def _makers(value: Value) -> Iterator[Seq | Table | Call]:
    """What makes an object in a binding's value, the nested displays too."""
    match value:
        case Seq(items=items):
            yield value
            for item in items:
                yield from _makers(item)
        case Table(pairs=pairs):
            yield value
            for _, item in pairs:
                yield from _makers(item)
        case Call():
            yield value
        case Choice(options=options):
            for option in options:
                yield from _makers(option)
        case _:
            pass
