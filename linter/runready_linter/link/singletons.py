"""Objects of the project's own classes that live as long as the process: a module's variable, what a factory or
start-up makes, what a cached getter keeps.

A method called on such an object changes what every later request finds; on one that a request made, nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from runready_linter.facts import MAIN, MODULE, Function, Loc
from runready_linter.findings import Span
from runready_linter.link import classes
from runready_linter.link.callgraph import arguments, lexical
from runready_linter.link.contexts import Contexts, contexts
from runready_linter.link.entries import last_name
from runready_linter.link.evaluate import evaluator
from runready_linter.link.objects import ClassObject, External, FunctionObject, Held, InstanceObject, Made, Object, Site
from runready_linter.link.project import Project
from runready_linter.values import Attr, Call, Choice, Const, Entered, Global, Item, Param, Seq, Table, Value

#: How many callers up a parameter is followed.
_DEPTH = 4


@dataclass(frozen=True, slots=True)
class Root:
    """An object that outlives requests: where it is made, the name it is kept under, and the assignment's place; None:
    a framework makes it, and nothing in the project binds it."""

    site: Site
    name: str
    at: Span | None


class Singletons:
    """Tells which objects outlive requests. `project.derive(singletons)`."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.known = project.knowledge.attributes
        self.lexical = project.derive(lexical)
        self.contexts: Contexts = project.derive(contexts)
        self._named: dict[tuple[str, int, int], tuple[str, Span, bool]] = dict(_named(project))
        self._copied = frozenset(_copied(project))
        self._roots: dict[Site, Root | None] = {}
        self._handed: dict[tuple[str, str, str], tuple[Object, ...]] = {}

    def root(self, thing: Object | None) -> Root | None:
        """The process-wide object that a thing is; None: it is a request's, or there is no telling."""
        if isinstance(thing, Held):
            inner = thing.what
            if isinstance(inner, InstanceObject) and inner.site is not None and inner.site.scope in {MODULE, MAIN}:
                return self.root(inner)
            return self.root(thing.owner)
        if not isinstance(thing, InstanceObject | Made) or thing.site is None:
            return None
        if isinstance(thing, Made) and thing.path not in self.known.namespaces:
            return None
        if thing.site not in self._roots:
            self._roots[thing.site] = self._root(thing.site)
        return self._roots[thing.site]

    def _root(self, site: Site) -> Root | None:
        if not self.project.serves(site.path) or (site.path, site.line, site.column) in self._copied:
            return None
        name, at, through_global = self._named.get(
            (site.path, site.line, site.column), ("", Span(site.path, site.line, site.column), False)
        )
        if through_global or site.scope in {MODULE, MAIN} or self.is_kept(site) or self.is_made_before(site):
            return Root(site, name, at)
        return None

    def is_kept(self, site: Site) -> bool:
        """Whether a cached getter made it: the first caller's object is everybody's."""
        function = self.project.python[site.path].functions.get(site.scope)
        if function is None or function.params:
            return False
        return any(
            isinstance(thing, External | Made) and thing.path in self.known.keepers
            for decorator in function.decorators
            for thing in self.lexical.objects(site.path, decorator)
        )

    def is_made_before(self, site: Site) -> bool:
        """Whether it is made at import or start only, or by a factory whose own functions serve."""
        if self.contexts.serves(site.path, site.scope) is not None:
            return False
        if not self.contexts.may_repeat(site.path, site.scope):
            return True
        return any(
            inner.startswith(f"{site.scope}.") and self.contexts.serves(site.path, inner) is not None
            for inner in self.project.python[site.path].functions
        )

    # What an expression may be

    def things(self, path: str, function: Function, value: Value) -> tuple[Object, ...]:
        """What `value` may be, also what a framework injects for a parameter and what was kept on an application."""
        found = self.lexical.objects(path, value)
        if any(isinstance(o, InstanceObject) and o.site is not None for o in found):
            return found
        if isinstance(value, Param) and value.scope == function.qualname:
            return (*found, *self.handed_to(path, function, value.name))
        if isinstance(value, Attr | Item):
            kept = self.project.derive(kept_on_applications).get(_label(value), ())
            if kept and self.is_applications(path, value.base):
                return (*found, *kept)
        return found or self.project.derive(evaluator).objects(path, value)

    def is_applications(self, path: str, value: Value) -> bool:
        """Whether an expression is the application's own store (`request.app.state`, `current_app.config`)."""
        if self.known.request_holder(written(value)):
            return True
        return any(
            isinstance(o, External | Made) and (o.path in self.known.holders or o.path in self.known.mappings)
            for o in self.lexical.objects(path, value)
        )

    def handed_to(self, path: str, function: Function, name: str) -> tuple[Object, ...]:
        """What callers that serve hand to a parameter, some calls up, and what a framework injects for it."""
        asked = (path, function.qualname, name)
        if asked not in self._handed:
            self._handed[asked] = tuple(dict.fromkeys(self._handed_to(asked)))
        return self._handed[asked]

    def _handed_to(self, asked: tuple[str, str, str]) -> Iterator[Object]:
        seen, pending = {asked}, [asked]
        for _ in range(_DEPTH + 1):
            above: list[tuple[str, str, str]] = []
            for path, qualname, name in pending:
                yield from self.injected(path, self.project.python[path].functions[qualname], name)
                for given in arguments(self.project, path, qualname, name):
                    if self.contexts.serves(given.path, given.scope) is None:
                        continue
                    if isinstance(given.value, Param):
                        caller = (given.path, given.scope, given.value.name)
                        if caller not in seen:
                            seen.add(caller)
                            above.append(caller)
                    yield from self.lexical.objects(given.path, given.value)
            pending = above

    def injected(self, path: str, function: Function, name: str) -> Iterator[Object]:
        """What a framework fills a parameter with: the result of the function that its default or type names."""
        param = next((p for p in function.params if p.name == name), None)
        if param is None:
            return
        for said in (param.default, param.annotation):
            for provider in self._providers(path, said, 0):
                for thing in self.lexical.objects(path, provider):
                    if isinstance(thing, FunctionObject):
                        yield from self.lexical.returned(thing)

    def _providers(self, path: str, value: Value | None, depth: int) -> Iterator[Value]:
        """`Depends(get_store)` as a default, in `Annotated[...]`, or behind a name of this module for that."""
        match value:
            case Call(args=(provider, *_)) if last_name(value.callee) in self.known.injectors:
                yield provider
            case Item(key=Seq(items=items)):
                for item in items:
                    yield from self._providers(path, item, depth + 1)
            case Global(name=name) if depth < 3:
                for binding in self.project.python[path].bindings.get(name, ()):
                    if binding.kind == "assign":
                        yield from self._providers(path, binding.value, depth + 1)
            case _:
                return


def singletons(project: Project) -> Singletons:
    """What tells which objects of this project outlive requests: `project.derive(singletons)`."""
    return Singletons(project)


def kept_on_applications(project: Project) -> Mapping[str, tuple[Object, ...]]:
    """What is put on applications anywhere (`app.state.store = Store()`), by the attribute's or key's name:
    `project.derive(kept_on_applications)`."""
    found: dict[str, tuple[Object, ...]] = {}
    known = project.knowledge.attributes
    resolve = project.derive(lexical)
    for path, function in project.functions():
        for store in function.stores:
            target = store.target
            if not isinstance(target, Attr | Item) or store.kind != "assign" or store.value is None:
                continue
            if known.request_holder(written(target.base)) or any(
                isinstance(o, External | Made) and (o.path in known.holders or o.path in known.mappings)
                for o in resolve.objects(path, target.base)
            ):
                label = _label(target)
                found[label] = (*found.get(label, ()), *resolve.objects(path, store.value))
    return found


def _label(value: Attr | Item) -> str:
    if isinstance(value, Attr):
        return value.name
    return str(value.key.value) if isinstance(value.key, Const) else last_name(value.key)


def label(value: Value) -> str:
    """The name of the attribute or key that an expression ends with; "" where it is neither."""
    return _label(value) if isinstance(value, Attr | Item) else ""


def written(value: Value) -> str:
    """A chain of attributes as it is written (`request.app.state`); "" for anything else."""
    match value:
        case Attr(base=base, name=name):
            before = written(base)
            return f"{before}.{name}" if before else ""
        case Param(name=name):
            return name
        case _:
            return ""


def _named(project: Project) -> Iterator[tuple[tuple[str, int, int], tuple[str, Span, bool]]]:
    """Every call and display that an assignment keeps: the name, the assignment, and whether it is a `global`."""
    for path, module in project.python.items():
        for function in module.functions.values():
            for store in function.stores:
                if isinstance(store.target, Attr | Item) and store.value is not None:
                    for made in makers(store.value):
                        yield _made(project, path, made, _label(store.target), store.loc, False)
            for name, bindings in function.locals.items():
                for binding in bindings:
                    for made in makers(binding.value):
                        yield _made(project, path, made, name, binding.loc, False)
        for cls in module.classes.values():
            if copies_attributes(project, ClassObject(path, cls.qualname)):
                continue
            for name, bindings in cls.attributes.items():
                for binding in bindings:
                    for made in makers(binding.value):
                        yield _made(project, path, made, f"{cls.qualname}.{name}", binding.loc, False)
        for name, bindings in module.bindings.items():
            for binding in bindings:
                for made in makers(binding.value):
                    yield _made(project, path, made, name, binding.loc, binding.scope not in {MODULE, MAIN})


def copies_attributes(project: Project, cls: ClassObject) -> bool:
    """Whether each instance of a class gets its own copy of what the class's body assigns (a model, a form)."""
    beginnings = project.knowledge.attributes.copying_bases
    return any(b.startswith(beginnings) for b in classes.library_bases(project, cls))


def _copied(project: Project) -> Iterator[tuple[str, int, int]]:
    """What is made in the bodies of such classes."""
    for path, module in project.python.items():
        for cls in module.classes.values():
            if copies_attributes(project, ClassObject(path, cls.qualname)):
                for bindings in cls.attributes.values():
                    for binding in bindings:
                        for made in makers(binding.value):
                            yield path, made.line, made.column


def _made(
    project: Project, path: str, made: Call | Seq | Table, name: str, loc: Loc, through_global: bool
) -> tuple[tuple[str, int, int], tuple[str, Span, bool]]:
    return (path, made.line, made.column), (name, project.span(path, loc), through_global)


def makers(value: Value) -> Iterator[Call | Seq | Table]:
    """What makes an object in a binding's value, in the displays that it holds too."""
    match value:
        case Call():
            yield value
        case Seq(items=items):
            yield value
            for item in items:
                yield from makers(item)
        case Table(pairs=pairs):
            yield value
            for _, item in pairs:
                yield from makers(item)
        case Choice(options=options):
            for option in options:
                yield from makers(option)
        case Entered(of=of):
            yield from makers(of)
        case _:
            return


def class_of(project: Project, path: str, value: Value) -> Iterator[ClassObject]:
    """The class that `self.__class__` and `type(self)` name."""
    match value:
        case Attr(base=base, name="__class__"):
            inner = base
        case Call(args=(base,)) if last_name(value.callee) == "type":
            inner = base
        case _:
            return
    for thing in project.derive(lexical).objects(path, inner):
        if isinstance(thing, InstanceObject):
            yield thing.cls
