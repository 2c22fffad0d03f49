"""What an expression leads to where it stands: aliases, in the order of a function's statements.

The evaluator takes a name for everything that is ever bound to it. For a change in place that is too much:
`d = DEFAULTS` followed by `d = dict(d)` leaves DEFAULTS alone. So a function's own names are followed by what reaches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from runready_linter.facts import MAIN, MODULE, Binding, Function, Loc
from runready_linter.link import classes
from runready_linter.link.callgraph import lexical
from runready_linter.link.cells import Handed, Place, Variable
from runready_linter.link.evaluate import Evaluator, evaluator
from runready_linter.link.objects import (
    ClassObject,
    Container,
    External,
    Held,
    Inside,
    InstanceObject,
    Made,
    ModuleObject,
    Object,
)
from runready_linter.link.project import Project
from runready_linter.values import (
    Attr,
    Call,
    Choice,
    Element,
    Entered,
    Global,
    Imported,
    Item,
    Local,
    Opaque,
    Param,
    Seq,
    Value,
)

_DEPTH = 24
#: Methods that give something that stays in the container, or stood in it.
_HANDING_OUT = frozenset({"get", "setdefault", "pop", "values", "items", "popitem", "popleft"})
#: Builtins whose elements are those of their arguments.
_PASSING_ELEMENTS = frozenset(
    f"builtins.{n}" for n in ("enumerate", "sorted", "list", "reversed", "filter", "zip", "iter", "tuple", "set")
)
_PICKING = frozenset(f"builtins.{n}" for n in ("next", "min", "max"))

Guards = tuple[Value, ...]


def reaching(function: Function, name: str, loc: Loc, guards: Guards) -> tuple[tuple[Binding, ...], bool]:
    """The bindings of a function's own name that may hold at a place, and whether what it was called with may.

    A binding that always runs before the place ends what came before it.
    """
    before = [
        b
        for b in function.locals.get(name, ())
        if (b.loc.line, b.loc.column) < (loc.line, loc.column) and b.kind not in {"augment", "declare"}
    ]
    if not before:
        return tuple(function.locals.get(name, ())), True
    for index in range(len(before) - 1, -1, -1):
        held = before[index].guards
        if guards[: len(held)] == held:
            return tuple(before[index:]), False
    return tuple(before), True


class Places:
    """Follows expressions. `project.derive(places)`."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.lexical: Evaluator = project.derive(lexical)

    def of(self, path: str, function: Function, value: Value, loc: Loc, guards: Guards) -> tuple[Place, ...]:
        """What `value`, standing at `loc` of a function, leads to."""
        return tuple(dict.fromkeys(self._of(path, function, value, loc, guards, 0)))

    def _of(self, path: str, function: Function, value: Value, loc: Loc, guards: Guards, depth: int) -> Iterator[Place]:
        if depth > _DEPTH:
            return

        def go(part: Value) -> Iterator[Place]:
            return self._of(path, function, part, loc, guards, depth + 1)

        match value:
            case Global(name=name):
                yield from self._variable(path, name, value)
            case Imported(path=dotted):
                target = self.project.modules.resolve(path, dotted)
                if target is not None and len(target[1]) == 1:
                    yield from self._variable(target[0], target[1][0], Global(target[1][0]))
                elif target is None and dotted.startswith("."):
                    yield Place(External(dotted))
                else:
                    yield from self._objects(path, value)
            case Attr(base=base, name=name):
                if isinstance(base, Param):
                    # What a constructor was given and keeps, only its callers know.
                    handed = self.project.derive(evaluator).objects(path, value)
                    yield from (Place(o.what) for o in handed if isinstance(o, Held) and _at_module_level(o.what))
                modules = [o for o in self.lexical.objects(path, base) if isinstance(o, ModuleObject)]
                for module in modules:
                    yield from self._variable(module.path, name, Global(name))
                if not modules:
                    yield from self._objects(path, value)
            case Local(scope=owner, name=name) if owner == function.qualname:
                bindings, as_called = reaching(function, name, loc, guards)
                for binding in bindings:
                    yield from self._of(path, function, binding.value, binding.loc, binding.guards, depth + 1)
                if as_called and any(p.name == name for p in function.params):
                    yield Place(Handed(name))
            case Param(scope=owner, name=name) if owner == function.qualname:
                # What a default or an annotation says is judged with the callers; `self` and `cls` are known here.
                yield Place(Handed(name))
                of_class = classes.receiver_kind(function) == "cls" and function.params[0].name == name
                known = ClassObject if of_class else InstanceObject
                yield from (p for p in self._objects(path, value) if isinstance(p.thing, known))
            case Param():
                yield from (Place(o) for o in self.project.derive(evaluator).objects(path, value))
            case Item(key=Opaque(what="slice")):
                return
            case Item(base=base):
                yield from self._inner(path, value, go(base))
            case Element(of=Call(callee=Imported(path=dotted), args=args)) if dotted in _PASSING_ELEMENTS:
                for argument in args:
                    yield from go(Element(argument))
            case Element(of=Seq(items=items)):
                for item in items:
                    yield from go(item)
            case Element(of=of):
                yield from self._inner(path, value, go(of))
            case Entered(of=of):
                yield from go(of)
            case Call(callee=Imported(path=dotted), args=args) if dotted in _PICKING and args:
                yield from go(Element(args[0]))
                for default in args[1:]:
                    yield from go(default)
            case Call(callee=Attr(base=base, name=name), args=args) if name in _HANDING_OUT:
                yield from self._inner(path, value, go(base))
                for default in args[1:2]:
                    yield from go(default)
            case Choice(options=options):
                for option in options:
                    yield from go(option)
            case Call():
                # What a method of something in a container gives need not be in the container.
                yield from (p for p in self._objects(path, value) if not isinstance(p.thing, Inside))
            case _:
                yield from self._objects(path, value)

    def _variable(self, path: str, name: str, value: Value) -> Iterator[Place]:
        for binding in self.project.python[path].bindings.get(name, ()):
            if binding.kind == "import" and isinstance(value, Global) and isinstance(binding.value, Imported):
                # `try: from .extra import X`, `except ImportError: X = []`: the import is what counts.
                target = self.project.modules.resolve(path, binding.value.path)
                if target is not None and len(target[1]) == 1 and target != (path, (name,)):
                    yield from self._variable(target[0], target[1][0], Global(target[1][0]))
                    return
        for thing in self.lexical.objects(path, value):
            yield Place(thing, Variable(path, name))

    def _objects(self, path: str, value: Value) -> Iterator[Place]:
        return (Place(o) for o in self.lexical.objects(path, value))

    def _inner(self, path: str, value: Value, outer: Iterable[Place]) -> Iterator[Place]:
        """Something in what `outer` leads to; what is known to be there is named as well."""
        known = [o for o in self.lexical.objects(path, value) if not isinstance(o, Inside)]
        for thing in known:
            yield Place(thing)
        if any(isinstance(o, Made | InstanceObject) for o in known):
            # The element is known, and so are its verbs.
            return
        for place in outer:
            match place.thing:
                case Handed():
                    yield Place(place.thing, place.variable, inside=True)
                case Container() | Made() | Inside() | External() | InstanceObject() | Held():
                    yield Place(
                        place.thing if isinstance(place.thing, Inside) else Inside(place.thing),
                        place.variable,
                        inside=True,
                    )
                case _:
                    pass


def _at_module_level(thing: Object) -> bool:
    return isinstance(thing, Container | Made) and thing.site.scope in {MODULE, MAIN}


def places(project: Project) -> Places:
    """What follows expressions in this project: `project.derive(places)`."""
    return Places(project)
