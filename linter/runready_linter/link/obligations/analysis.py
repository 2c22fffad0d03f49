"""Walks functions with what they are given, each combination once, and carries what comes out over to the caller."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from runready_linter.facts import Function
from runready_linter.link import classes
from runready_linter.link.callgraph import arguments, graph
from runready_linter.link.evaluate import Evaluator, evaluator
from runready_linter.link.objects import ClassObject, External, FunctionObject, Known, Made, Site
from runready_linter.link.obligations.flow import Walk
from runready_linter.link.obligations.holders import Holders
from runready_linter.link.obligations.outcomes import RAISED, Exit, Place, TooManySteps
from runready_linter.link.obligations.spots import Spots
from runready_linter.link.obligations.tokens import (
    MAKING,
    NOTHING,
    Bag,
    Cared,
    Instance,
    Ref,
    Resource,
    Row,
    Spot,
    State,
    Tokens,
    carries,
    flat,
    renamed_in,
)
from runready_linter.link.project import Project
from runready_linter.link.templates import filled
from runready_linter.steps import Block, Raise, Return, Step
from runready_linter.values import (
    Attr,
    Binary,
    Call,
    Choice,
    Const,
    Elsewhere,
    Global,
    Imported,
    Item,
    Join,
    Local,
    Param,
    Value,
)

#: Calls within calls that are walked; what lies deeper is not known.
DEPTH = 6
#: Different ways to be called for which one function is walked.
WALKS = 64
#: Steps for all that a method of an object leads to, when it is asked whether it removes what the object keeps.
QUESTION = 3_000
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Run:
    """A walked function: the resources that it was given, its ways out, and the keys of the paths that it removes."""

    passed: frozenset[Resource]
    exits: Mapping[Exit, Place]
    removed: frozenset[str] = frozenset()

    @property
    def removes(self) -> bool:
        """Whether it removes anything that it was given."""
        return bool(self.released or self.removed)

    @property
    def released(self) -> frozenset[Resource]:
        """Those of the resources given to it that some way out without an exception leaves released."""
        ends = [e.state.held for e in self.exits if e.kind not in RAISED]
        return frozenset(r for r in self.passed if any(r not in held for held in ends))


class Analysis:
    """The obligations of one project."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.table = project.knowledge.temp_files
        self.evaluator: Evaluator = project.derive(evaluator)
        self.spots = Spots(project, self.evaluator)
        self.holders = Holders(self)
        self._graph = project.derive(graph)
        self._runs: dict[object, Run | None] = {}
        self._walked: dict[Key, int] = {}
        self._open: set[tuple[str, str, frozenset[tuple[Value, Tokens]], frozenset[Resource]]] = set()
        self._failing: dict[Key, bool] = {}
        self._removing: dict[ClassObject, frozenset[str]] = {}
        #: Steps that are left for the question under way; None where each function's own limit is all.
        self.left: int | None = None
        table = self.table
        self._makers = frozenset(
            d.rpartition(".")[2] for d in (*table.makers, *table.namers, *table.folder_readers, *table.storages)
        )
        self._writers = frozenset(
            {d.rpartition(".")[2] for d in table.writers} | table.write_methods.keys() | MAKING.keys() | {"open"}
        )
        self._readers = frozenset(d.rpartition(".")[2] for d in project.knowledge.env_readers) | {"join"}
        self.concerned: set[Key] = set()
        self._find_concerned()

    # Functions

    def steps(self, path: str, qualname: str) -> Block:
        """The steps of a function; a lambda returns its value."""
        known = self.project.files[path].lifecycles.get(qualname)
        if known is not None:
            return known
        function = self.project.python[path].functions.get(qualname)
        return tuple(Return(v, function.loc.line) for v in function.returns) if function is not None else ()

    def function(self, thing: FunctionObject) -> Function | None:
        return self.project.python[thing.path].functions.get(thing.qualname)

    def method(self, cls: ClassObject, name: str) -> FunctionObject | None:
        """A method of a class or of its ancestors within the project."""
        return next((o for o in self.evaluator.attribute(cls, name) if isinstance(o, FunctionObject)), None)

    def concerns(self, thing: FunctionObject) -> bool:
        """Whether a function, or one that it calls, may make a temporary file."""
        return (thing.path, thing.qualname) in self.concerned

    def _find_concerned(self) -> None:
        """The functions that touch temporary files themselves, and the callers to whom those hand them up."""
        run_by = self._run_by()
        pending = [
            (p, f.qualname)
            for p, f in self.project.functions()
            if self.project.roles.get(p) != "test" and self._touches(p, f)
        ]
        self.concerned = set(pending)
        handing: set[Key] = set()
        while pending:
            key = pending.pop()
            if key in handing or not self._hands_up(FunctionObject(*key)):
                continue
            handing.add(key)
            callers = [*((e.path, e.caller) for e in self._graph.into.get(key, ())), *run_by.get(key, ())]
            self.concerned.update(callers)
            pending += callers
            # What was walked without knowing of this function is walked anew.
            self._runs.clear()
            self._walked.clear()

    def _hands_up(self, thing: FunctionObject) -> bool:
        run = self.exits(thing, {}, frozenset(), 0)
        return run is not None and any(
            carries(e.value) or (e.state.held and any(isinstance(p, Attr) for p in e.state.places)) for e in run.exits
        )

    def _touches(self, path: str, function: Function) -> bool:
        """Whether a function's own body makes a temporary file, or names a temporary path."""
        for site in function.calls:
            last = _last(site.call.callee)
            if last in self._makers:
                return True
            if last in self._writers and any(self._is_temporary(path, a) for a in _inputs(site.call)):
                return True
        values = (b.value for bindings in function.locals.values() for b in bindings if b.kind == "assign")
        return any(self._is_temporary(path, v) for v in (*values, *function.returns))

    def _is_temporary(self, path: str, value: Value, depth: int = 0) -> bool:
        match value:
            case Const(value=str(text)):
                return text.startswith(self.table.folders)
            case Global() | Imported() | Attr() | Item():
                return bool(self.spots.of(path, value))
            case Join(parts=parts):
                return bool(parts) and self._is_temporary(path, parts[0], depth)
            case Call() | Binary(op="%") if (join := filled(value)) is not None:
                return self._is_temporary(path, join, depth)
            case Binary(op="/" | "+", left=left):
                return self._is_temporary(path, left, depth)
            case Choice(options=options):
                return any(self._is_temporary(path, o, depth) for o in options)
            case Call(args=args) if depth < 4:
                if _last(value.callee) in self._readers and self.spots.of(path, value):
                    return True
                return any(self._is_temporary(path, a, depth + 1) for a in args[:1])
            case _:
                return False

    def _run_by(self) -> dict[Key, list[Key]]:
        """From a function to those that have it run and get what it returns (`to_thread(make)`)."""
        runners = {d.rpartition(".")[2]: position for d, position in self.table.runners.items()}
        found: dict[Key, list[Key]] = {}
        for path, function in self.project.functions():
            for site in function.calls:
                position = runners.get(_last(site.call.callee))
                if position is not None and position < len(site.call.args):
                    for thing in self.evaluator.objects(path, site.call.args[position]):
                        if isinstance(thing, FunctionObject):
                            found.setdefault((thing.path, thing.qualname), []).append((path, function.qualname))
        return found

    def is_context_manager(self, path: str, function: Function) -> bool:
        """A generator that a `with`, or a framework, runs to its first `yield` and later on."""
        return function.is_generator and not self.hands_out(path, function)

    def hands_out(self, path: str, function: Function) -> bool:
        """A generator whose values somebody iterates over."""
        if not function.is_generator:
            return False
        if any(self._is(path, d, self.table.context_managers) for d in function.decorators):
            return False
        return bool(self._graph.into.get((path, function.qualname)))

    def runs_once(self, path: str, function: Function) -> bool:
        """Whether a function remembers what it gave at its first call, and has no arguments to tell calls apart."""
        return not function.params and any(self._is(path, d, self.table.memoizers) for d in function.decorators)

    def is_fixture(self, path: str, function: Function) -> bool:
        return any(self._is(path, d, self.table.fixtures) for d in function.decorators)

    def _is(self, path: str, value: Value, dotted: frozenset[str]) -> bool:
        found = self.evaluator.objects(path, value)
        return any(isinstance(o, External | Made) and o.path in dotted for o in found)

    def fails(self, thing: FunctionObject) -> bool:
        """Whether a function may raise: it has a `raise`, or a call that may."""
        key = (thing.path, thing.qualname)
        if key not in self._failing:
            self._failing[key] = False
            function = self.function(thing)
            self._failing[key] = function is None or self._may_fail(thing.path, function)
        return self._failing[key]

    def _may_fail(self, path: str, function: Function) -> bool:
        if any(isinstance(s, Raise) for s in _within(self.steps(path, function.qualname))):
            return True
        for site in function.calls:
            callee = site.call.callee
            if isinstance(callee, Attr) and callee.name in self.table.calm_methods:
                continue
            things = self.evaluator.objects(path, callee)
            if not things or any(
                self.fails(o) if isinstance(o, FunctionObject) else not (isinstance(o, External) and self.calm(o.path))
                for o in things
            ):
                return True
        return False

    def calm(self, dotted: str) -> bool:
        """Whether a library's callable does not fail for what it is usually given."""
        table = self.table
        return dotted in table.calm or any(dotted.startswith(c) for c in table.calm if c.endswith("."))

    def returned_spots(self, thing: FunctionObject) -> Tokens:
        """The temporary paths that a function gives back without making anything there."""
        function = self.function(thing)
        if function is None:
            return NOTHING
        return frozenset(t for v in function.returns for t in self.spots.of(thing.path, v))

    def shown(self, callee: Value) -> str:
        """How a message names a callee: as it is written, cut to its last two names."""
        match callee:
            case Attr(base=base, name=name):
                before = self.shown(base)
                return f"{before.rpartition('.')[2]}.{name}" if before else name
            case Imported(path=path):
                return path.removeprefix("builtins.").lstrip(".").rpartition(".")[2]
            case _:
                return str(getattr(callee, "name", ""))

    def cared_elsewhere(self, path: str, folder: Value | None) -> bool:
        """Whether the directory that a file is made in comes from a caller who removes it."""
        match folder:
            case Param(scope=scope, name=name):
                return any(
                    isinstance(o, Made) and o.path in self.table.makers
                    for handed in arguments(self.project, path, scope, name)
                    for o in self.evaluator.objects(handed.path, handed.value)
                )
            case Attr() | Local():
                return any(
                    isinstance(o, Made) and o.path in self.table.makers and self.table.makers[o.path].finalized
                    for o in self.evaluator.objects(path, folder)
                )
            case _:
                return False

    def swept(self, spot: Spot) -> bool:
        """Whether something in the project removes files of the folder that a path lies in."""
        return any(folder in spot.within or folder == spot.key for folder in self.project.derive(_swept_folders))

    # Walking

    def is_used_up(self) -> bool:
        """Counts one step of the question under way, and tells whether it was one too many."""
        if self.left is None:
            return False
        self.left -= 1
        return self.left <= 0

    def walk(self, path: str, function: Function, state: State) -> Mapping[Exit, Place]:
        """A function's ways out from a given state, by a walk of its own.

        Raises:
            TooManySteps: the function has too many paths.
        """
        return Walk(self, path, function, 1).run(self.steps(path, function.qualname), state)

    def exits(
        self, thing: FunctionObject, bound: dict[Value, Tokens], held: frozenset[Resource], depth: int
    ) -> Run | None:
        """A function's ways out with its parameters bound; None where it calls itself, lies too deep, has too many paths,
        or is called in too many ways."""
        function = self.function(thing)
        if function is None or depth > DEPTH:
            return None
        bound = {p: t for p, t in bound.items() if t}
        if not any(carries(t) or any(isinstance(x, Instance | Cared) for x in t) for t in bound.values()):
            # Flags alone make no difference worth a walk of their own.
            bound = {}
        every = frozenset(t for tokens in bound.values() for t in tokens)
        passed = State({}, held).reached(every)
        key = (thing.path, thing.qualname, frozenset(bound.items()), passed)
        if key in self._runs:
            return self._runs[key]
        if key in self._open or sum(k[:2] == key[:2] for k in self._open) > 1:
            return None
        if self._walked.get(key[:2], 0) >= WALKS:
            return None
        self._walked[key[:2]] = self._walked.get(key[:2], 0) + 1
        self._open.add(key)
        try:
            walk = Walk(self, thing.path, function, depth)
            found = walk.run(self.steps(thing.path, thing.qualname), State(bound, passed))
            self._runs[key] = Run(passed, found, frozenset(walk.removed))
        except TooManySteps:
            if self.left is None or self.left > 0:
                self._runs[key] = None
        finally:
            self._open.discard(key)
        return self._runs.get(key)

    def bind(
        self,
        thing: FunctionObject,
        function: Function,
        positional: Iterable[Tokens],
        keywords: Mapping[str, Tokens],
        receiver: Tokens,
    ) -> dict[Value, Tokens]:
        """What a call's arguments put into a function's parameters."""
        params = list(function.params)
        bound: dict[Value, Tokens] = {}
        scope = function.qualname
        if params and classes.receiver_kind(function):
            mine = frozenset(t for t in receiver if isinstance(t, Instance))
            if mine:
                bound[Param(scope, params[0].name)] = mine
            params = params[1:]
        rest = list(positional)
        for param in params:
            match param.kind:
                case "positional":
                    tokens = rest.pop(0) if rest else keywords.get(param.name, NOTHING)
                case "args":
                    tokens = frozenset({Row(tuple(rest))}) if any(carries(t) for t in rest) else NOTHING
                    rest = []
                case "keyword":
                    tokens = keywords.get(param.name, NOTHING)
                case _:
                    named = {p.name for p in params}
                    left = frozenset(t for n, ts in keywords.items() if n not in named for t in ts)
                    tokens = frozenset({Bag(left)}) if carries(left) else NOTHING
            if tokens:
                bound[Param(scope, param.name)] = tokens
        return bound

    def renamed(self, thing: FunctionObject, place: Value | None, state: State) -> dict[Value, Tokens]:
        """What is known of `self`'s attributes, under the name that another method has for `self`."""
        function = self.function(thing)
        if function is None or not function.params or classes.receiver_kind(function) != "self":
            return {}
        mine = Param(function.qualname, function.params[0].name)
        return {
            Attr(mine, p.name): t
            for p, t in state.places.items()
            if isinstance(p, Attr) and isinstance(p.base, Param) and (place is None or p.base == place)
        }

    # Coming back

    def returned(
        self, run: Run, thing: FunctionObject, exit_: Exit, state: State, site: Site, place: Value | None
    ) -> tuple[Tokens, State]:
        """What a way out gives to the caller, and the caller's state behind it.

        Args:
            site: the call.
            place: what the caller calls `self`, where both are methods of one object.
        """
        kept = {Attr(place, p.name): t for p, t in self._own(thing, exit_).items()} if place is not None else {}
        every = exit_.value | frozenset(t for tokens in kept.values() for t in tokens)
        state, renaming = self._carry(run, exit_, state, every, site)
        for where, tokens in kept.items():
            state = state.put(where, renamed_in(tokens, renaming))
        return renamed_in(exit_.value, renaming), state

    def built(
        self, run: Run, maker: FunctionObject, exit_: Exit, state: State, site: Site
    ) -> tuple[tuple[tuple[str, Tokens], ...], State]:
        """The attributes of an instance once `__init__` is left, and the caller's state."""
        own = self._own(maker, exit_)
        every = frozenset(t for tokens in own.values() for t in tokens)
        state, renaming = self._carry(run, exit_, state, every, site)
        return tuple((p.name, renamed_in(t, renaming)) for p, t in own.items() if carries(t)), state

    def _own(self, thing: FunctionObject, exit_: Exit) -> dict[Attr, Tokens]:
        function = self.function(thing)
        if function is None or not function.params:
            return {}
        mine = Param(function.qualname, function.params[0].name)
        return {p: t for p, t in exit_.state.places.items() if isinstance(p, Attr) and p.base == mine}

    def _carry(
        self, run: Run, exit_: Exit, state: State, every: Tokens, site: Site
    ) -> tuple[State, dict[Resource, Resource]]:
        after = exit_.state.held
        held = (state.held - run.passed) | (run.passed & after)
        given = {t.key for tokens in state.places.values() for t in flat(tokens) if isinstance(t, Spot)}
        renaming: dict[Resource, Resource] = {}
        reached = exit_.state.reached(every)
        for resource in after - run.passed:
            if resource in reached and not (resource.key and resource.key in given):
                renaming[resource] = Resource(resource.origin, resource.what, resource.key, (site, *resource.via)[:4])
            elif resource.key and resource.key in given:
                renaming[resource] = resource
        return State(state.places, held | frozenset(renaming.values())), renaming

    # Classes

    def fields(
        self, cls: ClassObject, positional: Iterable[Tokens], keywords: Mapping[str, Tokens]
    ) -> tuple[tuple[str, Tokens], ...]:
        """What a class without an `__init__` of its own (a data class, a model) keeps of its arguments."""
        facts = self.evaluator.class_facts(cls)
        names = list(facts.attributes) if facts is not None else []
        given = list(positional)
        found = dict(zip(names, given, strict=False)) | dict(keywords)
        if len(given) > len(names):
            found["*"] = frozenset(t for ts in given for t in ts)
        return tuple((n, t) for n, t in found.items() if carries(t))

    def library_made(self, cls: ClassObject) -> bool:
        """Whether a class descends from one of a library, which may keep what it is given."""
        return bool(classes.library_bases(self.project, cls) - {"builtins.object", "abc.ABC"})

    def releases_itself(self, cls: ClassObject) -> bool:
        """Whether instances see to their files themselves: a finalizer, or a method that a library's base class has
        called for it (a response that deletes its file, a thread)."""
        removing = self.removing(cls)
        return "__del__" in removing or (bool(removing) and self.library_made(cls))

    def removing(self, cls: ClassObject) -> frozenset[str]:
        """The methods that remove what an attribute of the instance names."""
        if cls not in self._removing:
            self._removing[cls] = frozenset()
            names = {n for c in classes.lineage(self.project, cls) for n in self._methods(c)}
            self._removing[cls] = frozenset(n for n in names if self._removes(cls, n))
        return self._removing[cls]

    def _methods(self, cls: ClassObject) -> Iterable[str]:
        facts = self.evaluator.class_facts(cls)
        return facts.methods if facts is not None else ()

    def _removes(self, cls: ClassObject, name: str) -> bool:
        method = self.method(cls, name)
        function = self.function(method) if method is not None else None
        if method is None or function is None or classes.receiver_kind(function) != "self":
            return False
        probe = Resource(Site(cls.path, cls.qualname, 0, 0), "tree")
        instance = Instance(cls, (("*", frozenset({Ref(probe, "path")})),))
        bound: dict[Value, Tokens] = {Param(function.qualname, function.params[0].name): frozenset({instance})}
        outer, self.left = self.left, QUESTION
        run = self.exits(method, bound, frozenset({probe}), 1)
        unknown, self.left = self.left <= 0, outer
        # A method that leads to half of the project may well remove it.
        return unknown or (run is not None and any(probe not in e.state.held for e in run.exits))


def analysis(project: Project) -> Analysis:
    """The obligations of a project: `project.derive(analysis)`."""
    return Analysis(project)


def _swept_folders(project: Project) -> frozenset[str]:
    """Temporary folders out of which some function removes files by listing them."""
    table = project.knowledge.temp_files
    known = project.derive(evaluator)
    found: set[str] = set()
    spots = Spots(project, known)
    for path, function in project.functions():
        removes = any(
            _last(s.call.callee) in table.remove_methods | {"unlink", "remove", "rmtree"} for s in function.calls
        )
        lists = [
            s.call
            for s in function.calls
            if _last(s.call.callee) in {"listdir", "scandir", "glob", "iglob", "walk", "iterdir", "rglob"}
        ]
        if not (removes and lists and project.serves(path)):
            continue
        for call in lists:
            places = [*call.args[:1], *([call.callee.base] if isinstance(call.callee, Attr) else [])]
            for value in places:
                for token in spots.of(path, value):
                    if isinstance(token, Spot):
                        found |= {token.key, *token.within}
                for thing in known.objects(path, value):
                    if isinstance(thing, Known) and isinstance(thing.value, str):
                        found.add(thing.value.rpartition("/")[0])
    return frozenset(found)


def _within(steps: Block) -> Iterable[Step]:
    for step in steps:
        yield step
        for name in ("then", "orelse", "body", "final"):
            yield from _within(getattr(step, name, ()))
        for part in (*(h.body for h in getattr(step, "handlers", ())), *getattr(step, "blocks", ())):
            yield from _within(part)


def _inputs(call: Call) -> Iterable[Value]:
    """The arguments of a call, and the object whose method it is."""
    yield from call.args
    yield from (v for _, v in call.keywords)
    if isinstance(call.callee, Attr):
        yield call.callee.base


def _last(callee: Value) -> str:
    match callee:
        case Attr(name=name):
            return name
        case Imported(path=path):
            return path.rpartition(".")[2]
        case Elsewhere(value=inner) | Item(base=inner):
            return _last(inner)
        case _:
            return str(getattr(callee, "name", ""))
