"""The environment variables without which the service's code fails: read with nothing that stands in for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from runready_linter.facts import MAIN, MODULE, Binding, Class, Function
from runready_linter.findings import Span
from runready_linter.link.contexts import contexts
from runready_linter.link.dormant import dormant_reason
from runready_linter.link.elsewhere import in_test, is_development_name, is_test_name, runs_elsewhere
from runready_linter.link.evaluate import argument, evaluator
from runready_linter.link.imports import may_be, tails
from runready_linter.link.listens import listens
from runready_linter.link.objects import ClassObject, External, Held, InstanceObject, Made
from runready_linter.link.origins import Variable
from runready_linter.link.project import Project
from runready_linter.link.settings import field, is_settings
from runready_linter.link.tracing import prefix_of
from runready_linter.values import (
    Attr,
    Binary,
    Call,
    Choice,
    Const,
    Element,
    Entered,
    Global,
    Item,
    Join,
    Opaque,
    Seq,
    Table,
    Value,
)

#: What is caught where a missing variable is reckoned with.
_CAUGHT = frozenset({"KeyError", "LookupError", "Exception", "BaseException"})
_HANDLER = re.compile(rf"^\s*except\b(?:[^\n:]*\b(?:{'|'.join(sorted(_CAUGHT))})\b|\s*:)", re.MULTILINE)
_FIELD = "Field"


@dataclass(frozen=True, slots=True)
class Needed:
    """A variable that is read with no fallback. `names` are all that it may come under; `how` reads it."""

    names: tuple[str, ...]
    span: Span
    how: str


def needed_variables(project: Project) -> tuple[Needed, ...]:
    """Each such variable at the first place that reads it, in the order of the files: `project.derive(needed_variables)`."""
    found: list[Needed] = []
    serving = frozenset(listen.span.path for listen in project.derive(listens) if listen.span.path in project.python)
    for path, facts in sorted(project.python.items()):
        if not project.serves(path) or is_test_name(path) or is_development_name(path):
            continue
        for qualname, cls in facts.classes.items():
            found += _fields(project, path, qualname, cls)
        for function in facts.functions.values():
            if _runs(project, path, function, serving):
                found += [n for n in _reads(project, path, function) if not _is_optional(project, path, n.names[0])]
    first: dict[tuple[str, ...], Needed] = {}
    for needed in sorted(found, key=lambda n: (n.span.path, n.span.line, n.names)):
        first.setdefault(needed.names, needed)
    return tuple(first.values())


def _runs(project: Project, path: str, function: Function, serving: frozenset[str]) -> bool:
    """Whether a function is known to run in the service."""
    reached = project.derive(contexts).of(path, function.qualname).keys()
    if not reached & {"import", "start", "serving", "background"} or in_test(project, path, function.qualname):
        return False
    return function.qualname != MAIN or not dormant_reason(project, path, MAIN, serving)


def _reads(project: Project, path: str, function: Function) -> Iterator[Needed]:
    top = function.qualname == MODULE
    caught = _catches(function.calls, function.stores) or (not top and _handles(project, path, function))
    tables: list[tuple[str, Binding]] = [(n, b) for n, bs in function.locals.items() for b in bs]
    if top:
        tables += [(n, b) for n, bs in project.python[path].bindings.items() for b in bs]
    stands_in = {name for name, binding in tables if _is_caught(binding.guards)}
    if caught or (stands_in and not top):
        return
    for name, binding in tables:
        if name not in stands_in and not runs_elsewhere(binding.guards) and not binding.guards:
            yield from _in_value(project, path, binding.value)
    for site in function.calls:
        if not site.guards:
            yield from _in_value(project, path, site.call)
    for store in function.stores:
        if not store.guards and store.value is not None:
            yield from _in_value(project, path, store.value)
    for value in function.returns:
        yield from _in_value(project, path, value)


def _catches(*groups: tuple[object, ...]) -> bool:
    return any(_is_caught(getattr(fact, "guards", ())) for group in groups for fact in group)


def _handles(project: Project, path: str, function: Function) -> bool:
    """Whether a handler for a missing key stands in a function; one that only returns leaves no fact behind."""
    lines = (project.read(path) or b"").decode("utf-8", "replace").splitlines()
    text = "\n".join(lines[function.loc.line - 1 : function.loc.end_line or function.loc.line])
    return _HANDLER.search(text) is not None


def _is_caught(guards: tuple[Value, ...]) -> bool:
    """Whether code runs only where a missing key, or anything, was caught."""
    return any(isinstance(g, Binary) and g.op == "except" and _names(g.left) & _CAUGHT for g in guards)


def _names(value: Value) -> set[str]:
    match value:
        case Seq(items=items):
            return {name for item in items for name in _names(item)}
        case Const(value=None):
            return {"BaseException"}
        case _:
            return {getattr(value, "path", "").rpartition(".")[2] or getattr(value, "name", "")}


def _in_value(project: Project, path: str, value: Value) -> Iterator[Needed]:
    """The reads that surely happen where a value is made."""
    match value:
        case Item(base=base, key=Const(value=str(name), line=line)) if _is_environment(project, path, base):
            yield Needed((name,), Span(path, line), "environ")
        case Item(base=base, key=key):
            yield from _all(project, path, (base, key))
        case Call():
            yield from _call(project, path, value)
        case Attr(base=base):
            yield from _in_value(project, path, base)
        case Seq(items=items):
            yield from _all(project, path, items)
        case Table(pairs=pairs):
            yield from _all(project, path, tuple(v for pair in pairs for v in pair))
        case Join(parts=parts):
            yield from _all(project, path, parts)
        case Binary(left=left, right=right):
            yield from _all(project, path, (left, right))
        case Choice(kind="or" | "and", options=options):
            yield from _all(project, path, options[:1])
        case Choice(kind="if", test=test) if test is not None:
            yield from _in_value(project, path, test)
        case Element(of=of) | Entered(of=of):
            yield from _in_value(project, path, of)
        case _:
            pass


def _all(project: Project, path: str, values: tuple[Value, ...]) -> Iterator[Needed]:
    for value in values:
        yield from _in_value(project, path, value)


def _call(project: Project, path: str, call: Call) -> Iterator[Needed]:
    readers = project.knowledge.env_readers
    if may_be(project, path, call.callee, tails(readers)) or not isinstance(call.callee, Attr):
        for thing in project.derive(evaluator).objects(path, call.callee):
            made = thing if isinstance(thing, Made) else None
            dotted = thing.path if isinstance(thing, External) else f"{made.path}.__call__" if made is not None else ""
            reader = readers.get(dotted)
            if reader is None:
                continue
            name = argument(call, *reader.name)
            if name is None and reader.variable:
                name = Const(reader.variable)
            hidden = any(isinstance(a, Element) for a in call.args) or any(k == "**" for k, _ in call.keywords)
            if not reader.fails or hidden or argument(call, *reader.default) is not None:
                return
            if (
                isinstance(name, Const)
                and isinstance(name.value, str)
                and not _declared(project, path, call, name.value)
            ):
                before = prefix_of(project, path, call, reader) if reader.prefixes else ""
                yield Needed((before + name.value,), Span(path, name.line or call.line), dotted.partition(".")[0])
            return
    yield from _in_value(project, path, call.callee)
    yield from _all(project, path, (*call.args, *(v for _, v in call.keywords)))


def _declared(project: Project, path: str, call: Call, name: str) -> bool:
    """Whether the reader's own constructor gives a variable its default (`Env(DEBUG=(bool, False))`), or a prefix."""
    holder = call.callee.base if isinstance(call.callee, Attr) else call.callee
    for thing in project.derive(evaluator).objects(path, holder):
        made = thing.what if isinstance(thing, Held) else thing
        if isinstance(made, Made) and any(k in (name, "**", "prefix") for k, _ in made.call.keywords):
            return True
    return False


def _is_environment(project: Project, path: str, base: Value) -> bool:
    if not may_be(project, path, base, frozenset({"environ", "environb"})):
        return False
    return any(
        isinstance(thing, External) and thing.path in project.knowledge.env_mappings
        for thing in project.derive(evaluator).objects(path, base)
    )


def _is_optional(project: Project, path: str, name: str) -> bool:
    """Whether the file also asks if the variable is there, or reads it with a fallback."""
    text = (project.read(path) or b"").decode("utf-8", "replace")
    quoted = rf"""["']{re.escape(name)}["']"""
    return re.search(rf"{quoted}\s*(?:not\s+)?\bin\b|(?:\.get|getenv|setdefault)\(\s*{quoted}", text) is not None


def _fields(project: Project, path: str, qualname: str, cls: Class) -> Iterator[Needed]:
    """The fields of a settings class that have no default."""
    if is_test_name(qualname) or is_development_name(qualname):
        return
    owner = ClassObject(path, qualname)
    for name, bindings in cls.attributes.items() if is_settings(project, owner) else ():
        last = bindings[-1]
        if name.startswith("_") or name == "model_config" or not _has_no_default(last):
            continue
        if len(bindings) > 1 or _is_nested(project, path, last):
            continue
        variable: Variable | None = field(project, owner, name)
        if variable is not None:
            yield Needed(variable.names, project.span(path, last.loc), "settings")


def _has_no_default(binding: Binding) -> bool:
    if binding.kind == "declare":
        return True
    match binding.value:
        case Call(callee=callee, args=args, keywords=keywords) if _last(callee) == _FIELD:
            given = args[0] if args else dict(keywords).get("default")
            factories = {"default_factory", "factory", "**"} & {k for k, _ in keywords}
            return not factories and (given is None or isinstance(given, Opaque))
        case _:
            return False


def _last(callee: Value) -> str:
    return callee.name if isinstance(callee, Attr) else getattr(callee, "path", "").rpartition(".")[2]


def _is_nested(project: Project, path: str, binding: Binding) -> bool:
    """Whether a field is a model of its own, or no field at all: its annotation says so."""
    lines = (project.read(path) or b"").decode("utf-8", "replace").splitlines()
    text = lines[binding.loc.line - 1] if 0 < binding.loc.line <= len(lines) else ""
    annotation = text.partition(":")[2].partition("=")[0]
    if "ClassVar" in annotation:
        return True
    known = project.python[path].bindings.keys()
    return any(
        isinstance(thing, ClassObject | InstanceObject)
        for word in re.findall(r"[A-Za-z_]\w*", annotation)
        if word in known
        for thing in project.derive(evaluator).objects(path, Global(word))
    )
