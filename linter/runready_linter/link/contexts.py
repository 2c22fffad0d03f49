"""When each function of the project can run: at import, at start or stop, while serving, beside the requests.

Entries say what is called from outside; from there the contexts spread over the calls. A function that nothing is known
to call is unknown, unless its own file serves: then it is taken for a part of that, with less confidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from runready_linter.facts import MAIN, MODULE, Function, PythonFacts
from runready_linter.findings import Confidence
from runready_linter.link.callgraph import graph, lexical
from runready_linter.link.entries import Key, entries, last_name
from runready_linter.link.evaluate import Evaluator
from runready_linter.link.lifespan import in_lifespan
from runready_linter.link.objects import ClassObject, External, FunctionObject, InstanceObject, Object
from runready_linter.link.project import Project
from runready_linter.link.workers import worker_files
from runready_linter.values import Attr, Binary, Call, Const, Global, Imported, Item, Lambda, Local, Table, Value

Context = Literal["import", "start", "serving", "background", "elsewhere", "test"]


@dataclass(frozen=True, slots=True)
class Reach:
    """How a function is reached in a context: from which entry, and through which caller (None: it is the entry)."""

    entry: Key
    via: Key | None
    confidence: Confidence = Confidence.HIGH


@dataclass(slots=True)
class Contexts:
    """The contexts of every function that anything is known of.

    Args:
        serving_files: files with an entry that serves.
    """

    by_function: dict[Key, dict[Context, Reach]] = field(default_factory=dict)
    serving_files: frozenset[str] = frozenset()

    def of(self, path: str, qualname: str) -> Mapping[Context, Reach]:
        return self.by_function.get((path, qualname), {})

    def serves(self, path: str, qualname: str) -> Reach | None:
        """How a function is reached while serving, or None."""
        return self.of(path, qualname).get("serving")

    def may_repeat(self, path: str, qualname: str) -> bool:
        """Whether a function can run more than once in the life of an instance, as far as is known."""
        found = self.of(path, qualname)
        return not found or not found.keys() <= {"import", "start", "test"}


def contexts(project: Project) -> Contexts:
    """The contexts: `project.derive(contexts)`."""
    found = project.derive(entries)
    edges = _Edges(project)
    result = Contexts(
        serving_files=frozenset(
            path for (path, _), entry in found.direct.items() if entry.when == "serving" and project.serves(path)
        )
    )
    roots: dict[Context, list[Key]] = {}
    workers = worker_files(project, result.serving_files)
    for key, entry in found.direct.items():
        # What a program beside the service schedules runs there.
        aside = entry.when == "background" and entry.told_in in workers
        roots.setdefault("elsewhere" if aside else entry.when, []).append(key)
    for path, function in project.functions():
        key = (path, function.qualname)
        if not project.serves(path):
            roots.setdefault("test", []).append(key)
        elif function.qualname == MODULE:
            roots.setdefault("import", []).append(key)
        elif function.qualname == MAIN:
            roots.setdefault("elsewhere" if path in workers else "start", []).append(key)
    roots.setdefault("start", []).extend(edges.at_start)
    roots["start"] += _factories(project, edges)
    order: tuple[Context, ...] = ("serving", "background", "start", "import", "elsewhere", "test")
    for context in order:
        _spread(result, edges, context, [(k, Confidence.HIGH) for k in roots.get(context, [])], found.direct.keys())
    # A thread or job that start-up began, and all that it calls.
    spawned = [
        (target, Confidence.HIGH)
        for key, targets in edges.spawned.items()
        for target in targets
        if {"start", "import"} & result.by_function.get(key, {}).keys() and project.serves(key[0])
    ]
    _spread(result, edges, "background", spawned, found.direct.keys())
    # What fills a variable that is empty until the first request runs once, whichever request that is.
    first = [
        (target, Confidence.HIGH)
        for key, targets in edges.once.items()
        for target in targets
        if {"serving", "background"} & result.by_function.get(key, {}).keys()
    ]
    _spread(result, edges, "start", first, found.direct.keys())
    _spread(result, edges, "serving", list(_presumed(project, result)), found.direct.keys())
    return result


def _factories(project: Project, edges: _Edges) -> Iterator[Key]:
    """Application factories that nothing in the project calls: the server that is told their name does."""
    called = {target for targets in edges.called.values() for target in targets}
    named = re.compile(project.knowledge.frameworks.factory_names)
    for path, function in project.functions():
        key = (path, function.qualname)
        if (
            function.parent == MODULE
            and not function.owner
            and named.fullmatch(function.qualname)
            and key not in called
        ):
            yield key


def _presumed(project: Project, result: Contexts) -> Iterator[tuple[Key, Confidence]]:
    """Functions that nothing is known to call, in files that serve: likely called by what could not be followed."""
    # An application factory, or a middleware's: it runs once, what it defines serves.
    makers_of_entries = {
        (path, qualname[:end])
        for (path, qualname), reached in result.by_function.items()
        if "serving" in reached
        for end, sign in enumerate(qualname)
        if sign == "."
    }
    by_convention_at_start = re.compile(project.knowledge.frameworks.start_names)
    for path, function in project.functions():
        key = (path, function.qualname)
        if path not in result.serving_files or result.by_function.get(key) or function.qualname in {MODULE, MAIN}:
            continue
        name = function.qualname.rpartition(".")[2].partition("@")[0]
        if name.startswith("__") and name.endswith("__") and not function.owner:
            # A module's hook: whoever imports the module knows when to call it.
            continue
        if not by_convention_at_start.match(name) and key not in makers_of_entries:
            yield key, Confidence.MEDIUM


def _spread(
    result: Contexts,
    edges: _Edges,
    context: Context,
    roots: list[tuple[Key, Confidence]],
    entered: object,
) -> None:
    pending: list[tuple[Key, Key, Key | None, Confidence]] = [(k, k, None, sure) for k, sure in roots]
    pending.reverse()
    while pending:
        key, entry, via, confidence = pending.pop()
        reached = result.by_function.setdefault(key, {})
        if context in reached:
            continue
        reached[context] = Reach(entry, via, confidence)
        following = edges.called.get(key, ())
        if context not in {"serving", "background"}:
            following = (*following, *edges.once.get(key, ()))
        if context in {"serving", "background", "elsewhere"}:
            following = (*following, *edges.spawned.get(key, ()), *edges.handed.get(key, ()))
        if context in {"serving", "background"}:
            following = (*following, *edges.wrapped.get(key, ()))
        pending += [(target, entry, key, confidence) for target in reversed(following)]


def runs_once(module: PythonFacts, function: Function, guards: tuple[Value, ...]) -> bool:
    """Whether conditions ask for a variable of the module to be empty which the function then fills, for good.

    `if _app is None: setup(); _app = make()` runs at the first call only, unless something empties `_app` again.
    """
    asked = [g for g in guards if isinstance(g, Binary)]
    for guard in asked:
        match guard:
            case (
                Binary(op="is", left=Global() as name, right=Const(value=None))
                | Binary(op="not", left=Global() as name)
            ):
                pass
            case _:
                continue
        filled = [s for s in function.stores if s.kind == "rebind" and s.target == name and guard in s.guards]
        others = (
            s
            for f in module.functions.values()
            for s in f.stores
            if s.kind == "rebind" and s.target == name and guard not in s.guards
        )
        if filled and not any(others):
            return True
    return False


class _Edges:
    """From each function to those that it calls, calls once only, spawns, hands on as a value, or is wrapped by."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.evaluator: Evaluator = project.derive(lexical)
        self.known = project.knowledge.frameworks
        self.called: dict[Key, tuple[Key, ...]] = {}
        self.once: dict[Key, tuple[Key, ...]] = {}
        self.spawned: dict[Key, tuple[Key, ...]] = {}
        self.handed: dict[Key, tuple[Key, ...]] = {}
        self.wrapped: dict[Key, tuple[Key, ...]] = {}
        self.at_start: list[Key] = []
        edges = project.derive(graph).out
        for path, function in project.functions():
            key = (path, function.qualname)
            asides = dict.fromkeys(self.run_aside(path, function))
            called: dict[Key, None] = {}
            once: dict[Key, None] = {}
            for edge in edges.get(key, ()):
                target = (edge.target.path, edge.target.qualname)
                if in_lifespan(edge.site.guards):
                    self.at_start.append(target)
                elif edge.site.call not in asides:
                    first = runs_once(project.python[path], function, edge.site.guards)
                    (once if first else called)[target] = None
            for site in function.calls:
                called.update(dict.fromkeys(self.dispatched(path, site.call.callee)))
            self.called[key] = tuple(dict.fromkeys((*self.called.get(key, ()), *called)))
            self.once[key] = tuple(once)
            self.take_arguments(path, function, key)
            self.wrap(path, function, key)
        for path, module in project.python.items():
            for cls in module.classes.values():
                for decorator in cls.decorators:
                    self.decorate((path, cls.scope), path, decorator, None)

    def run_aside(self, path: str, function: Function) -> Iterator[Call]:
        """The calls whose coroutine is handed to something that runs it on its own: `create_task(poll())`."""
        for site in function.calls:
            if self.is_spawner(path, site.call):
                for value in site.call.args:
                    if isinstance(value, Call):
                        yield value
                        targets = self.evaluator.objects(path, value.callee)
                        self.add(self.spawned, (path, function.qualname), targets)

    def is_spawner(self, path: str, call: Call) -> bool:
        paths = {o.path for o in self.evaluator.objects(path, call.callee) if isinstance(o, External)}
        return bool(paths & self.known.spawners) or last_name(call.callee) in self.known.spawner_names

    def take_arguments(self, path: str, function: Function, key: Key) -> None:
        """Functions among a call's arguments: whoever gets them may call them."""
        for site in function.calls:
            call = site.call
            spawner = self.is_spawner(path, call)
            for value in (*call.args, *(v for _, v in call.keywords)):
                if isinstance(value, Global | Imported | Attr | Local | Lambda):
                    things = self.evaluator.objects(path, value)
                    self.add(self.spawned if spawner else self.handed, key, things, functions_only=True)

    def dispatched(self, path: str, callee: Value) -> Iterator[Key]:
        """`HANDLERS[kind]()` and `HANDLERS.get(kind)()`: any function that the table holds."""
        match callee:
            case Item(base=base, key=wanted) if not isinstance(wanted, Const):
                pass
            case Call(callee=Attr(base=base, name="get")):
                pass
            case Local(scope=owner, name=name):
                function = self.project.python[path].functions.get(owner)
                for binding in function.locals.get(name, ()) if function is not None else ():
                    if isinstance(binding.value, Item | Call):
                        yield from self.dispatched(path, binding.value)
                return
            case _:
                return
        for there, display in self.evaluator.displays(path, base):
            values = [v for _, v in display.pairs] if isinstance(display, Table) else list(display.items)
            for value in values:
                for thing in self.evaluator.objects(there, value):
                    if isinstance(thing, FunctionObject):
                        yield thing.path, thing.qualname

    def wrap(self, path: str, function: Function, key: Key) -> None:
        definer = (path, function.parent)
        for decorator in function.decorators:
            self.decorate(definer, path, decorator, key)

    def decorate(self, definer: Key, path: str, decorator: Value, decorated: Key | None) -> None:
        """A decorator of the project runs where the function is defined; what it gives back runs in its stead."""
        for thing in self.evaluator.objects(path, decorator):
            if not isinstance(thing, FunctionObject):
                continue
            self.add(self.called, definer, (thing,))
            if decorated is not None:
                made = [o for o in self.evaluator.returned(thing) if isinstance(o, FunctionObject)]
                self.add(self.wrapped, decorated, tuple(made))

    def add(
        self, table: dict[Key, tuple[Key, ...]], key: Key, things: tuple[Object, ...], functions_only: bool = False
    ) -> None:
        for thing in things:
            target: Key | None = None
            match thing:
                case FunctionObject(path=path, qualname=qualname):
                    target = (path, qualname)
                case InstanceObject(cls=cls) | (ClassObject() as cls) if not functions_only:
                    for method in self.evaluator.attribute(cls, "run"):
                        if isinstance(method, FunctionObject):
                            target = (method.path, method.qualname)
                case _:
                    pass
            if target is not None and target not in table.get(key, ()):
                table[key] = (*table.get(key, ()), target)
