"""What a value may be: followed through names, attributes, calls, parameters and files.

Demand driven and insensitive to the order of statements: a name is everything that is ever bound to it. What cannot
be followed gives nothing, and a rule that needs it is silent.
"""

from __future__ import annotations

from collections.abc import Iterable

from runready_linter.facts import Class, Function
from runready_linter.findings import Span
from runready_linter.link import callgraph, classes
from runready_linter.link.objects import (
    ClassObject,
    Container,
    EnvVar,
    External,
    FunctionObject,
    Held,
    Inside,
    InstanceObject,
    Known,
    Made,
    ModuleObject,
    Object,
    Site,
)
from runready_linter.link.project import Project
from runready_linter.link.substitute import substituter
from runready_linter.values import (
    Attr,
    Binary,
    Call,
    Choice,
    Const,
    Defined,
    Element,
    Elsewhere,
    Entered,
    Global,
    Imported,
    Item,
    Join,
    Lambda,
    Local,
    Opaque,
    Param,
    Seq,
    Table,
    Value,
)

Objects = tuple[Object, ...]
Question = tuple[str, Value]

#: A name that may be more than this many things is as good as unknown.
LIMIT = 40
#: Questions open at once: a chain of names longer than this is unknown.
DEPTH = 90
#: Steps for one question: what takes more is unknown.
STEPS = 3000
#: Steps for all questions of a project, for each of its lines, and for one question once those are used up: a project
#: that needs more than some ten times of what real ones do is answered in part, in the same part each time.
STEPS_A_LINE, FEW = 12, 25
#: How often a question that needs its own answer is asked again.
ROUNDS = 4
_NONE = 1 << 30
_CONVERSIONS = frozenset(f"builtins.{n}" for n in ("int", "str", "float", "bool", "repr"))
_PASSING = frozenset(
    {"strip", "lower", "upper", "rstrip", "lstrip", "removeprefix", "removesuffix", "format", "encode"}
)
#: Methods of containers that give a new one.
_COPYING = frozenset({"copy", "union", "intersection", "difference", "symmetric_difference"})
#: Methods by which something taken out of a container hands out a part of itself.
_HANDING = frozenset({"get", "pop", "setdefault", "items", "keys", "values", "popitem", "popleft", "__getitem__"})
#: Last names of decorators that make an attribute of a method: reading it calls the method.
_PROPERTIES = frozenset({"property", "cached_property", "reify", "hybrid_property", "classproperty"})
#: Builtins that hand out an element of their first argument.
_PICKING = frozenset(f"builtins.{n}" for n in ("next", "min", "max"))


class Evaluator:
    """Evaluates values of one project, remembering what it found.

    Args:
        parameters: whether a parameter is also what the project's calls hand to it. Without, the answer rests on no
            call graph: that is how the call graph itself is made.
    """

    def __init__(self, project: Project, *, parameters: bool = True) -> None:
        self.project = project
        self._parameters = parameters
        self._substituter = project.derive(substituter)
        self._found: dict[Question, Objects] = {}
        #: Questions under way, and those answered provisionally because a question under way needs itself.
        self._stack: list[Question] = []
        self._place: dict[Question, int] = {}
        self._so_far: dict[Question, Objects] = {}
        #: The outermost question that the answer being made rests on; beyond the stack where it rests on none.
        self._rests_on = _NONE
        #: Whether a limit cut the answer being made short.
        self._cut = False
        self._steps = 0
        self._limit = STEPS
        self._left = STEPS_A_LINE * (5000 + sum(f.lines for f in project.files.values()))
        #: Functions whose results are being followed, outermost first.
        self._inside: list[Function] = []
        #: Containers that are being looked into.
        self._looking: set[Question] = set()

    def objects(self, path: str, value: Value) -> Objects:
        """What `value`, of the file `path`, may be. `()`: nothing is known."""
        if isinstance(value, Opaque):
            return ()
        if isinstance(value, Const):
            return (Known(value.value, Span(path, value.line) if value.line else None),)
        if isinstance(value, Elsewhere):
            return self.objects(value.path, value.value)
        question = (path, value)
        found = self._found.get(question)
        if found is not None:
            return found
        place = self._place.get(question)
        if place is not None:
            # A cycle: what is known so far, until the question at its beginning settles the answer.
            self._rests_on = min(self._rests_on, place)
            return self._so_far[question]
        if not self._stack:
            self._left -= self._steps
            self._limit = STEPS if self._left > 0 else FEW
            self._steps, self._cut = 0, False
        self._steps += 1
        if len(self._stack) >= DEPTH or self._steps > self._limit:
            self._cut = True
            return ()
        return self._settle(question)

    def _settle(self, question: Question) -> Objects:
        """Answers a question; one that needs its own answer is asked again until the answer stays the same."""
        place = len(self._stack)
        outer = self._rests_on
        self._stack.append(question)
        self._place[question] = place
        found: Objects = ()
        self._so_far[question] = found
        try:
            for _ in range(ROUNDS):
                self._rests_on = _NONE
                found = tuple(dict.fromkeys(self._objects(*question)))[:LIMIT]
                if self._rests_on != place or found == self._so_far[question]:
                    break
                self._forget(place + 1)
                self._so_far[question] = found
        except BaseException:
            self._forget(place)
            raise
        if self._rests_on < place:
            # Part of a cycle that began further out: provisional until that one settles.
            self._so_far[question] = found
        else:
            if not self._cut or place == 0:
                for settled in self._stack[place + 1 :] if not self._cut else ():
                    self._found[settled] = self._so_far[settled]
                self._found[question] = found
            self._forget(place)
        self._rests_on = min(outer, self._rests_on if self._rests_on < place else _NONE)
        return found

    def _forget(self, place: int) -> None:
        for question in self._stack[place:]:
            del self._place[question], self._so_far[question]
        del self._stack[place:]

    def _objects(self, path: str, value: Value) -> Iterable[Object]:
        match value:
            case Global(name=name):
                yield from self.module_attribute(path, name)
            case Imported(path=dotted):
                yield from self._imported(path, dotted)
            case Defined(qualname=qualname):
                facts = self.project.python[path]
                if qualname in facts.classes:
                    yield ClassObject(path, qualname)
                else:
                    yield FunctionObject(path, qualname)
            case Local(scope=owner, name=name):
                function = self.project.python[path].functions.get(owner)
                if function is not None:
                    for binding in function.locals.get(name, ()):
                        if binding.kind != "augment":
                            yield from self.objects(path, binding.value)
            case Param(scope=owner, name=name):
                yield from self._parameter(path, owner, name)
            case Attr(base=base, name=name):
                for thing in self.objects(path, base):
                    yield from self.attribute(thing, name)
            case Item(base=base, key=key):
                yield from self._item(path, base, key)
            case Call():
                yield from self.call(path, value)
            case Seq(kind=kind, scope=scope, line=line, column=column):
                yield Container(kind, Site(path, scope, line, column))
            case Table(scope=scope, line=line, column=column):
                yield Container("dict", Site(path, scope, line, column))
            case Choice(options=options):
                for option in options:
                    yield from self.objects(path, option)
            case Join(parts=parts):
                yield from self._joined(path, parts)
            case Lambda(scope=qualname):
                yield FunctionObject(path, qualname)
            case Element(of=of):
                yield from self._elements(path, of)
            case Entered(of=of):
                yield from self._entered(path, of)
            case Binary(op=op, left=left, right=right):
                yield from self._binary(path, op, left, right)
            case _:
                return

    # Names

    def module_attribute(self, path: str, name: str) -> Objects:
        """What the name of a module's top level may be, through star imports and submodules too."""
        facts = self.project.python.get(path)
        if facts is None:
            return ()
        found: list[Object] = []
        for binding in facts.bindings.get(name, ()):
            if binding.kind not in {"augment", "declare"}:
                found += self.objects(path, binding.value)
        if name not in facts.bindings:
            for other in self.project.starred(path, name):
                found += self.module_attribute(other, name)
        if not found and path.endswith("__init__.py"):
            child = self.project.modules.resolve(path, f".{name}")
            if child is not None and not child[1]:
                found.append(ModuleObject(child[0]))
        return tuple(found)

    def _imported(self, path: str, dotted: str) -> Objects:
        target = self.project.modules.resolve(path, dotted)
        if target is None:
            return () if dotted.startswith(".") else (External(dotted),)
        rebound = self.project.rebound(path, dotted) if not target[1] else None
        if rebound is not None:
            return self.module_attribute(*rebound)
        found: Objects = (ModuleObject(target[0]),)
        for name in target[1]:
            found = tuple(o for thing in found for o in self.attribute(thing, name))
        return found

    def _parameter(self, path: str, owner: str, name: str) -> Iterable[Object]:
        function = self.project.python[path].functions.get(owner)
        if function is None:
            return
        parameter = next((p for p in function.params if p.name == name), None)
        if parameter is None or parameter.kind in {"args", "kwargs"}:
            return
        receiver = classes.receiver_kind(function)
        if receiver and function.params[0].name == name:
            cls = ClassObject(path, function.owner)
            if receiver == "cls":
                yield cls
            else:
                yield InstanceObject(cls)
                if self._parameters:
                    yield from callgraph.receivers(self.project, path, owner)
            return
        if parameter.default is not None:
            # A default is made once, where the function is defined.
            yield from self.objects(path, parameter.default)
        if parameter.annotation is not None:
            for thing in self.objects(path, parameter.annotation):
                if isinstance(thing, ClassObject):
                    yield InstanceObject(thing)
                elif isinstance(thing, External):
                    yield Made(thing.path, Site(path, owner, function.loc.line, 0), Call(Opaque("annotation")))
        if self._parameters:
            for handed in callgraph.arguments(self.project, path, owner, name):
                yield from self.objects(handed.path, handed.value)

    # Attributes and items

    def attribute(self, thing: Object, name: str) -> Objects:
        """What `thing.name` may be."""
        match thing:
            case ModuleObject(path=path):
                return self.module_attribute(path, name)
            case External(path=path) | Made(path=path):
                return (External(f"{path}.{name}"),)
            case ClassObject():
                return tuple(self._class_attribute(thing, name))
            case InstanceObject():
                return tuple(self._instance_attribute(thing, name))
            case Held(what=what) if not isinstance(what, Container):
                return self.attribute(what, name)
            case Known() | FunctionObject():
                return ()
            case _:
                return (Inside(thing),)

    def _class_attribute(self, cls: ClassObject, name: str) -> Iterable[Object]:
        for base in classes.lineage(self.project, cls):
            facts = self.class_facts(base)
            if facts is None:
                continue
            if name in facts.methods:
                yield FunctionObject(base.path, facts.methods[name], cls)
                return
            bindings = [b for b in facts.attributes.get(name, ()) if b.kind not in {"declare", "augment"}]
            if bindings:
                for binding in bindings:
                    yield from self.objects(base.path, binding.value)
                return

    def _instance_attribute(self, instance: InstanceObject, name: str) -> Iterable[Object]:
        for base in classes.lineage(self.project, instance.cls):
            for store in classes.own_stores(self.project, base).get(name, ()):
                for what in self.objects(base.path, store.value):
                    yield Held(instance, name, what) if isinstance(what, Container | Made | InstanceObject) else what
        for thing in self._class_attribute(instance.cls, name):
            if not isinstance(thing, FunctionObject):
                yield thing
                continue
            method = FunctionObject(thing.path, thing.qualname, instance)
            facts = self.project.python[thing.path].functions.get(thing.qualname)
            if facts is not None and any(_is_property(d) for d in facts.decorators):
                yield from self.returned(method)
            else:
                yield method

    def class_facts(self, cls: ClassObject) -> Class | None:
        facts = self.project.python.get(cls.path)
        return facts.classes.get(cls.qualname) if facts is not None else None

    def _item(self, path: str, base: Value, key: Value) -> Iterable[Object]:
        if key == Opaque("slice"):
            # A slice is a copy.
            return
        for found_path, display in self.displays(path, base):
            yield from self._display_item(found_path, display, key, path)
        for thing in self.objects(path, base):
            match thing:
                case External(path=dotted) if dotted in self.project.knowledge.env_mappings:
                    yield from self._environment(path, key)
                case External(path=dotted):
                    # A generic alias, `list[str]`, is its origin.
                    yield External(dotted)
                case Known(value=str() | bytes()) | FunctionObject() | ClassObject():
                    pass
                case Known() | EnvVar():
                    pass
                case _:
                    yield Inside(thing)

    def displays(self, path: str, value: Value) -> Iterable[tuple[str, Seq | Table]]:
        """The displays that a value may be, for looking into them, each with its file."""
        seen: set[tuple[str, Value]] = set()
        pending: list[tuple[str, Value]] = [(path, value)]
        while pending and len(seen) < 60:
            here, current = pending.pop()
            if (here, current) in seen:
                continue
            seen.add((here, current))
            match current:
                case Seq() | Table():
                    yield here, current
                case Elsewhere(path=there, value=inner):
                    pending.append((there, inner))
                case Choice(options=options):
                    pending += [(here, o) for o in options]
                case Global(name=name):
                    facts = self.project.python[here]
                    pending += [(here, b.value) for b in facts.bindings.get(name, ()) if b.kind == "assign"]
                case Local(scope=owner, name=name):
                    function = self.project.python[here].functions.get(owner)
                    if function is not None:
                        pending += [(here, b.value) for b in function.locals.get(name, ()) if b.kind == "assign"]
                case Imported(path=dotted):
                    target = self.project.modules.resolve(here, dotted)
                    if target is not None and len(target[1]) == 1:
                        pending.append((target[0], Global(target[1][0])))
                case Attr(base=base, name=name):
                    for thing in self.objects(here, base):
                        if isinstance(thing, ModuleObject):
                            pending.append((thing.path, Global(name)))
                        elif isinstance(thing, ClassObject | InstanceObject):
                            cls = thing.cls if isinstance(thing, InstanceObject) else thing
                            facts_ = self.class_facts(cls)
                            if facts_ is not None:
                                pending += [(cls.path, b.value) for b in facts_.attributes.get(name, ())]
                case Item(base=base, key=Const(value=wanted)):
                    # `row = row["next"]` asks for itself.
                    if (here, base) not in self._looking:
                        self._looking.add((here, base))
                        for there, display in tuple(self.displays(here, base)):
                            pending += [(there, v) for v in _entries(display, wanted)]
                        self._looking.discard((here, base))
                case Call(callee=Imported(path="builtins.dict"), keywords=keywords, args=()):
                    yield here, Table(tuple((Const(k), v) for k, v in keywords if k != "**"))
                case _:
                    pass

    def _display_item(self, path: str, display: Seq | Table, key: Value, key_path: str) -> Iterable[Object]:
        for wanted in self.objects(key_path, key):
            if isinstance(wanted, Known):
                for value in _entries(display, wanted.value):
                    yield from self.objects(path, value)

    def _elements(self, path: str, of: Value) -> Iterable[Object]:
        for there, display in self.displays(path, of):
            items = display.items if isinstance(display, Seq) else tuple(k for k, _ in display.pairs)
            for item in items:
                yield from self.objects(there, item)
        for thing in self.objects(path, of):
            if isinstance(thing, Container | Made | Held | Inside | External):
                yield Inside(thing)

    def _entered(self, path: str, of: Value) -> Iterable[Object]:
        for thing in self.objects(path, of):
            if isinstance(thing, InstanceObject):
                entered = [
                    o
                    for name in ("__enter__", "__aenter__")
                    for method in self._class_attribute(thing.cls, name)
                    if isinstance(method, FunctionObject)
                    for o in self.returned(FunctionObject(method.path, method.qualname, thing))
                ]
                yield from entered or [thing]
            else:
                yield thing

    def _binary(self, path: str, op: str, left: Value, right: Value) -> Iterable[Object]:
        if op == "%" and isinstance(left, Const) and isinstance(left.value, str):
            yield from self._joined(path, (left, right))
            return
        numbers = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b}
        for a in self.objects(path, left):
            for b in self.objects(path, right):
                if not (isinstance(a, Known) and isinstance(b, Known)):
                    continue
                if (
                    op in numbers
                    and type(a.value) is int
                    and type(b.value) is int
                    and max(abs(a.value), abs(b.value)) < 1e9
                ):
                    yield Known(numbers[op](a.value, b.value), a.at or b.at)
                elif op == "+" and isinstance(a.value, str) and isinstance(b.value, str):
                    yield Known(a.value + b.value, a.at or b.at)

    def _joined(self, path: str, parts: tuple[Value, ...]) -> Iterable[Object]:
        """A text of literal parts is a literal; anything else is looked into by whoever needs it (`Join`)."""
        text, at = "", None
        for part in parts:
            known = [o for o in self.objects(path, part) if isinstance(o, Known)]
            if len(known) != 1:
                return
            text += str(known[0].value)
            at = at or known[0].at
        yield Known(text, at)

    # Calls

    def call(self, path: str, call: Call) -> Iterable[Object]:
        """What a call may give."""
        for callee in self.objects(path, call.callee):
            yield from self._called(callee, path, call)
        if isinstance(call.callee, Attr):
            yield from self._method_result(path, call.callee, call)

    def _called(self, callee: Object, path: str, call: Call) -> Iterable[Object]:
        site = Site(path, call.scope, call.line, call.column)
        match callee:
            case External(path=dotted):
                reader = self.project.knowledge.env_readers.get(dotted)
                if reader is not None:
                    name = argument(call, *reader.name)
                    if name is not None:
                        yield from self._environment(path, name, line=call.line)
                elif dotted in _CONVERSIONS and len(call.args) == 1:
                    for thing in self.objects(path, call.args[0]):
                        yield from _converted(dotted, thing)
                elif dotted == "builtins.getattr" and len(call.args) >= 2 and isinstance(call.args[1], Const):
                    yield from self.objects(path, Attr(call.args[0], str(call.args[1].value)))
                elif dotted in _PICKING and call.args:
                    yield from self._elements(path, call.args[0])
                    for default in call.args[1:]:
                        yield from self.objects(path, default)
                elif dotted == "builtins.globals":
                    yield ModuleObject(path)
                elif dotted == "typing.cast" and len(call.args) == 2:
                    yield from self.objects(path, call.args[1])
                else:
                    yield Made(dotted, site, call)
            case ClassObject():
                yield InstanceObject(callee, site)
            case FunctionObject():
                yield from self.returned(callee, path, call)
            case _:
                return

    def _method_result(self, path: str, callee: Attr, call: Call) -> Iterable[Object]:
        """Methods of literals, variables and containers, which are no objects of their own."""
        for thing in self.objects(path, callee.base):
            match thing:
                case EnvVar() if callee.name in _PASSING:
                    yield thing
                case Known(value=str(text), at=at) if callee.name in {"strip", "lower", "upper"} and not call.args:
                    yield Known(getattr(text, callee.name)(), at)
                case Container(kind=kind) | Held(what=Container(kind=kind)) if callee.name in _COPYING:
                    yield Container(kind, Site(path, call.scope, call.line, call.column))
                case Inside() if callee.name in _COPYING or callee.name not in _HANDING:
                    pass
                case Container() | Held(what=Container()) | Inside():
                    yield Inside(thing)
                    if callee.name in {"get", "pop", "setdefault"} and call.args:
                        yield from self._item(path, callee.base, call.args[0])
                        for default in call.args[1:2]:
                            yield from self.objects(path, default)
                case _:
                    pass

    def returned(self, function: FunctionObject, path: str = "", call: Call | None = None) -> Iterable[Object]:
        """What calling a function of the project gives; with the call, its arguments take the parameters' places."""
        facts = self.project.python[function.path].functions.get(function.qualname)
        if facts is None:
            return
        if sum(f is facts for f in self._inside) > 1:
            # A function that calls itself gives nothing new, and its arguments' values would grow without end.
            self._cut = True
            return
        generator = facts.is_generator
        for value in facts.yields if generator else facts.returns:
            if call is not None and facts.params and (call.args or call.keywords):
                value = self._substituter.substitute(
                    function.path, function.qualname, value, path, call, bool(function.receiver)
                )
            self._inside.append(facts)
            found = self.objects(function.path, value)
            self._inside.pop()
            yield from found

    def _environment(self, path: str, name: Value, line: int = 0) -> Iterable[Object]:
        for known in self.objects(path, name):
            if isinstance(known, Known) and isinstance(known.value, str):
                at = Span(path, line) if line else known.at
                yield EnvVar(known.value, at)

    def is_exactly(self, path: str, value: Value, dotted: str) -> bool:
        """Whether a value can only be the library's `dotted`."""
        return self.objects(path, value) == (External(dotted),)


def evaluator(project: Project) -> Evaluator:
    """The project's evaluator: `project.derive(evaluator)`."""
    return Evaluator(project)


def argument(call: Call, position: int, keyword: str) -> Value | None:
    """The argument at a position (from 0; negative: only by keyword) or under a keyword."""
    for name, value in call.keywords:
        if name == keyword:
            return value
    if 0 <= position < len(call.args) and not any(isinstance(a, Element) for a in call.args[: position + 1]):
        return call.args[position]
    return None


def _is_property(decorator: Value) -> bool:
    match decorator:
        case Imported(path=dotted):
            return dotted.rpartition(".")[2] in _PROPERTIES
        case Attr(base=Imported(), name=name):
            return name in _PROPERTIES
        case _:
            return False


def _entries(display: Seq | Table, wanted: object) -> Iterable[Value]:
    if isinstance(display, Table):
        for key, value in display.pairs:
            if isinstance(key, Const) and key.value == wanted and type(key.value) is type(wanted):
                yield value
    elif isinstance(wanted, int) and not display.partial and -len(display.items) <= wanted < len(display.items):
        yield display.items[wanted]


def _converted(dotted: str, thing: Object) -> Iterable[Object]:
    if isinstance(thing, EnvVar):
        yield thing
        return
    if not isinstance(thing, Known):
        return
    try:
        match dotted.rpartition(".")[2], thing.value:
            case "int", str() | int() | float():
                yield Known(int(thing.value), thing.at)
            case "str", str() | int():
                yield Known(str(thing.value), thing.at)
            case "float", int() | float():
                yield Known(float(thing.value), thing.at)
            case _:
                yield thing
    except (ValueError, OverflowError):
        return


__all__ = ["Evaluator", "Objects", "argument", "evaluator"]
