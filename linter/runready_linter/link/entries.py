"""Functions that something outside of the project calls: routes, hooks, commands, jobs, and when those run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from runready_linter.facts import MAIN, MODULE, Class, Function
from runready_linter.link import classes
from runready_linter.link.evaluate import Evaluator
from runready_linter.link.objects import (
    ClassObject,
    External,
    FunctionObject,
    InstanceObject,
    Made,
    Object,
)
from runready_linter.link.project import Project
from runready_linter.state_knowledge import Frameworks, When
from runready_linter.values import Attr, Call, Choice, Const, Global, Imported, Join, Seq, Table, Value

#: A function of the project: its file and its qualified name.
Key = tuple[str, str]

_HTTP_METHODS = frozenset({"get", "post", "put", "patch", "delete"})
#: The entries by which an operator runs a function, not the service.
COMMANDS = frozenset({"command", "group", "callback", "cli", "handle"})
_VIEW_CLASS = re.compile(r"(View|ViewSet|Resource|Handler|API|Api|Endpoint|Controller)$")


@dataclass(frozen=True, slots=True)
class Entry:
    """That a function is called from outside: when, through which decorator, call or base class (its last name), and in
    which file that stands."""

    when: When
    by: str
    told_in: str = ""


def is_operators(entry: Entry) -> bool:
    """Whether an operator runs it by a command, and not the service."""
    return entry.by in COMMANDS or entry.by.endswith("Command")


@dataclass(frozen=True, slots=True)
class Entries:
    """Entries by function; `taken` are the objects, and the functions bound to one, that were given to a framework to
    serve with."""

    direct: Mapping[Key, Entry]
    taken: tuple[FunctionObject | InstanceObject, ...] = ()


def entries(project: Project) -> Entries:
    """The project's entries: `project.derive(entries)`. Files that do not serve (tests, scripts) have none but tests."""
    from runready_linter.link.callgraph import lexical

    finder = _Finder(project, project.derive(lexical))
    for path, facts in project.python.items():
        finder.reading = path
        for cls in facts.classes.values():
            finder.of_class(path, cls)
        for function in facts.functions.values():
            finder.of_function(path, function)
            for site in function.calls:
                finder.of_call(path, site.call)
    if any(not project.serves(p) for p in project.python):
        finder.leave_out_what_does_not_serve()
    return Entries(finder.found, tuple(finder.taken))


class _Finder:
    def __init__(self, project: Project, evaluator: Evaluator) -> None:
        self.project = project
        self.evaluator = evaluator
        self.known: Frameworks = project.knowledge.frameworks
        self.found: dict[Key, Entry] = {}
        self.taken: dict[FunctionObject | InstanceObject, None] = {}
        #: The file that is being read.
        self.reading = ""

    def add(self, key: Key, when: When, by: str) -> None:
        before = self.found.get(key)
        # What serves in one place and starts in another can run while serving.
        if before is None or (when == "serving" and before.when not in {"serving", "test"}):
            self.found[key] = Entry(when, by, self.reading)

    def leave_out_what_does_not_serve(self) -> None:
        self.found = {
            key: entry if self.project.serves(key[0]) else Entry("test", entry.by) for key, entry in self.found.items()
        }

    # Functions

    def of_function(self, path: str, function: Function) -> None:
        key = (path, function.qualname)
        for decorator in function.decorators:
            taken = self.taken_by(path, decorator)
            if taken is not None:
                self.add(key, *taken)
        name = function.qualname.rpartition(".")[2].partition("@")[0]
        if function.qualname in {MODULE, MAIN} or name.startswith(("test_", "pytest_")) or key in self.found:
            return
        if self.is_handed_a_request(path, function):
            self.add(key, "serving", "request")

    def is_handed_a_request(self, path: str, function: Function) -> bool:
        """Whether its parameters are those by which servers call: `request`, `environ, start_response` ..."""
        params = [p for p in function.params if p.kind != "kwargs"]
        if classes.receiver_kind(function) and params:
            params = params[1:]
        names = tuple(p.name for p in params)
        if any(names[: len(s)] == s for s in self.known.signatures):
            return True
        for param in params:
            if param.annotation is not None:
                for thing in self.evaluator.objects(path, param.annotation):
                    if isinstance(thing, External) and thing.path.rpartition(".")[2] in self.known.requests:
                        return True
        return False

    # Decorators and calls

    def taken_by(self, path: str, taker: Value) -> tuple[When, str] | None:
        """When a decorator or callee makes a function run, and its name."""
        call = taker if isinstance(taker, Call) else None
        callee = call.callee if call is not None else taker
        name = last_name(callee)
        paths = [o.path for o in self.evaluator.objects(path, callee) if isinstance(o, External | Made)]
        for dotted in paths:
            when = self.known.takers.get(dotted)
            if when is not None:
                return when, name
        if name in {"on_event", "add_event_handler"} and call is not None and call.args:
            return "start", name
        if name in self.known.names and not any(p.startswith(("builtins.", "logging.")) for p in paths):
            return self.known.names[name], name
        if name in self.known.verbs and call is not None:
            url = call.args[0] if call.args else dict(call.keywords).get("path")
            if url is not None and (self.is_url_path(path, url) or any(_is_routers(p) for p in paths)):
                return "serving", name
        return None

    def is_url_path(self, path: str, value: Value) -> bool:
        if isinstance(value, Join):
            return any(isinstance(p, Const) and str(p.value).startswith("/") for p in value.parts) or not value.parts
        for thing in self.evaluator.objects(path, value):
            text = getattr(thing, "value", None)
            if isinstance(text, str):
                return text == "" or text.startswith("/")
        return False

    def of_call(self, path: str, call: Call) -> None:
        for keyword, value in call.keywords:
            if keyword in self.known.keywords:
                for thing in self.things(path, value):
                    self.take(thing, self.known.keywords[keyword], keyword)
        if isinstance(call.callee, Call):
            # `app.route("/")(view)`: a decorator applied by hand.
            taken = self.taken_by(path, call.callee)
        else:
            taken = self.taken_by(path, call)
            if taken is None:
                taken = self.appended_to_hooks(call)
        if taken is None:
            return
        for value in (*call.args, *(v for _, v in call.keywords)):
            for thing in self.things(path, value):
                self.take(thing, *taken)

    def appended_to_hooks(self, call: Call) -> tuple[When, str] | None:
        """`app.on_startup.append(connect)`, `app.middlewares.append(check)`."""
        match call.callee:
            case Attr(base=Attr(name=hooks), name="append"):
                if hooks in self.known.names and hooks.startswith("on_"):
                    return self.known.names[hooks], hooks
                if hooks == "middlewares":
                    return "serving", hooks
            case _:
                pass
        return None

    def things(self, path: str, value: Value, depth: int = 0) -> Iterator[Object]:
        """The functions, classes and instances that an argument hands over, in displays and in calls too."""
        match value:
            case Seq(items=items) if depth < 4:
                for item in items:
                    yield from self.things(path, item, depth + 1)
            case Table(pairs=pairs) if depth < 4:
                for _, item in pairs:
                    yield from self.things(path, item, depth + 1)
            case Choice(options=options):
                for option in options:
                    yield from self.things(path, option, depth + 1)
            case Const() | Join():
                return
            case Call(callee=Attr(base=base, name="as_view" | "as_asgi")):
                yield from self.things(path, base, depth + 1)
            case Call(callee=Imported(path="functools.partial"), args=(first, *_)):
                yield from self.things(path, first, depth + 1)
            case _:
                yield from (
                    o
                    for o in self.evaluator.objects(path, value)
                    if isinstance(o, FunctionObject | ClassObject | InstanceObject)
                )
                if isinstance(value, Call) and depth < 4 and last_name(value.callee) not in self.known.names:
                    # `path("x", login_required(view))`: wrapped on the way.
                    for argument in value.args:
                        yield from self.things(path, argument, depth + 1)

    def take(self, thing: Object, when: When, by: str) -> None:
        if when == "serving" and isinstance(thing, FunctionObject | InstanceObject):
            self.taken[thing] = None
        match thing:
            case FunctionObject(path=path, qualname=qualname):
                self.add((path, qualname), when, by)
            case ClassObject():
                self.take_methods(thing, when, by, instance=False)
            case InstanceObject(cls=cls):
                self.take_methods(cls, when, by, instance=True)
            case _:
                pass

    def take_methods(self, cls: ClassObject, when: When, by: str, *, instance: bool) -> None:
        """The methods by which a framework uses a class or an instance that it was given."""
        for ancestor in classes.lineage(self.project, cls):
            facts = self.project.python[ancestor.path].classes[ancestor.qualname]
            for name, qualname in facts.methods.items():
                if name == "__init__" and (instance or by in {"add_middleware", "Middleware"}):
                    self.add((ancestor.path, qualname), "start", by)
                elif not name.startswith("__") or name in {"__call__", "__init__", "__enter__", "__exit__"}:
                    self.add((ancestor.path, qualname), when, by)

    # Classes

    def of_class(self, path: str, cls: Class) -> None:
        me = ClassObject(path, cls.qualname)
        bases = classes.library_bases(self.project, me)
        for beginning, when in self.known.bases:
            if any(base.startswith(beginning) for base in bases):
                special: Mapping[str, When] = self.known.methods.get(beginning, {})
                for name, qualname in cls.methods.items():
                    if name not in {"__init_subclass__", "__set_name__", "__new__"}:
                        self.add((path, qualname), special.get(name, when), cls.qualname)
                return
        for decorator in cls.decorators:
            taken = self.taken_by(path, decorator)
            if taken is not None:
                self.take_methods(me, *taken, instance=False)
                return
        if _HTTP_METHODS & cls.methods.keys() and _VIEW_CLASS.search(cls.qualname) and (bases or cls.bases):
            self.take_methods(me, "serving", cls.qualname, instance=False)


def _is_routers(dotted: str) -> bool:
    """Whether a dotted path is a method of something called an application or a router (`fastapi.APIRouter.get`)."""
    owner = dotted.rpartition(".")[0].rpartition(".")[2]
    return owner.endswith(
        ("API", "Router", "Flask", "Blueprint", "Quart", "Sanic", "RouteTableDef", "Bottle", "Starlette")
    )


def last_name(value: Value) -> str:
    """The last name of a dotted expression; "" for anything else."""
    match value:
        case Attr(name=name) | Global(name=name):
            return name
        case Imported(path=path):
            return path.rpartition(".")[2]
        case Call(callee=callee):
            return last_name(callee)
        case _:
            return ""
