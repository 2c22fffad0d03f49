"""Where a value comes from, one step back: the values that a name, a parameter, an attribute or an item stands for.

Unlike the evaluator this tells when a value is not known: a step that leads nowhere is `None`, and whoever follows it
must then be silent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from runready_linter.facts import Function
from runready_linter.findings import Span
from runready_linter.link import classes
from runready_linter.link.callgraph import graph
from runready_linter.link.elsewhere import in_service
from runready_linter.link.evaluate import argument, evaluator
from runready_linter.link.objects import (
    ClassObject,
    External,
    FunctionObject,
    Held,
    InstanceObject,
    Known,
    Made,
    ModuleObject,
    Object,
)
from runready_linter.link.project import Project
from runready_linter.link.substitute import bind, substituter
from runready_linter.resolved import Env, Literal, Unknown
from runready_linter.values import (
    Attr,
    Call,
    Choice,
    Const,
    Element,
    Elsewhere,
    Global,
    Imported,
    Item,
    Local,
    Opaque,
    Param,
    Seq,
    Table,
    Value,
)


@dataclass(frozen=True, slots=True)
class Written:
    """An expression, and the file that it stands in."""

    path: str
    value: Value


@dataclass(frozen=True, slots=True)
class Variable:
    """A read of an environment variable; any of `names` may be set, the first wins."""

    names: tuple[str, ...]
    default: Written | None = None
    at: Span | None = None
    number: bool = False


#: Objects whose attributes are what they are made of.
_NAMESPACES = frozenset(
    {
        "types.SimpleNamespace", "argparse.Namespace", "munch.Munch", "munch.munchify", "box.Box", "addict.Dict",
        "dotmap.DotMap", "easydict.EasyDict", "attrdict.AttrDict", "ml_collections.ConfigDict",
        "omegaconf.OmegaConf.create", "werkzeug.datastructures.ImmutableDict",
    }
)  # fmt: skip

Origin = Written | Variable | Literal | Env | Unknown

UNKNOWN = Unknown("not followed")


def origins(project: Project, path: str, value: Value) -> tuple[Origin, ...] | None:
    """What a name-like value stands for; None: it is no name-like value, or nothing is known of it.

    An empty answer is one that adds nothing to the other things that a value may be, such as a command-line argument
    that no start command gives.
    """
    match value:
        case Elsewhere(path=there, value=inner):
            return (Written(there, inner),)
        case Choice():
            return tuple(Written(path, option) for option in in_service(value))
        case Global(name=name):
            return _global(project, path, name)
        case Local(scope=owner, name=name):
            function = project.python[path].functions.get(owner)
            return _bound(path, function.locals.get(name, ())) if function is not None else None
        case Param(scope=owner, name=name):
            return _parameter(project, path, owner, name)
        case Imported(path=dotted):
            return _imported(project, path, dotted)
        case Attr(base=base, name=name):
            return _attribute(project, path, base, name)
        case Item(base=base, key=key):
            return _item(project, path, base, key)
        case _:
            return None


def displays(project: Project, path: str, value: Value) -> Iterator[tuple[str, Seq | Table]]:
    """The displays that a value may be, with their files: through names, parameters and functions' results."""
    seen: set[tuple[str, Value]] = set()
    pending = [Written(path, value)]
    while pending and len(seen) < 100:
        here = pending.pop()
        if (here.path, here.value) in seen:
            continue
        seen.add((here.path, here.value))
        match here.value:
            case Seq() | Table() as display:
                yield here.path, display
            case Call(callee=Imported(path="builtins.dict"), args=(), keywords=keywords):
                pairs = tuple((Const(k) if k != "**" else Opaque("**"), v) for k, v in keywords)
                yield here.path, Table(pairs, here.value.scope, here.value.line, here.value.column)
            case Call(callee=Imported(path="builtins.dict" | "builtins.list" | "builtins.tuple"), args=(inner,)):
                pending.append(Written(here.path, inner))
            case Call():
                pending += results(project, here.path, here.value)
            case Attr(base=Attr() as base, name="config"):
                pending.append(Written(here.path, base))
            case _:
                pending += [o for o in origins(project, here.path, here.value) or () if isinstance(o, Written)]


def results(project: Project, path: str, call: Call) -> list[Written]:
    """What the project's own functions give back where this call may reach them."""
    found: list[Written] = []
    put = project.derive(substituter).substitute
    for callee in project.derive(evaluator).objects(path, call.callee):
        if not isinstance(callee, FunctionObject):
            continue
        function = project.python[callee.path].functions.get(callee.qualname)
        if function is None or function.is_generator:
            continue
        bound = callee.receiver is not None
        returned = (put(callee.path, callee.qualname, v, path, call, bound) for v in function.returns)
        found += [Written(callee.path, value) for value in returned]
    return found


def entries(display: Seq | Table, key: object) -> tuple[Value, ...] | None:
    """What stands under a key or index; None: it cannot be told (the display is open-ended)."""
    if isinstance(display, Seq):
        if isinstance(key, int) and not display.partial and not any(isinstance(i, Element) for i in display.items):
            return (display.items[key],) if -len(display.items) <= key < len(display.items) else ()
        return None
    found = tuple(v for k, v in display.pairs if isinstance(k, Const) and k.value == key)
    if found or not (display.partial or any(not isinstance(k, Const) for k, _ in display.pairs)):
        # Of two entries under one key the last counts.
        return found[-1:]
    return None


def _bound(path: str, bindings: Iterable[object]) -> tuple[Origin, ...] | None:
    from runready_linter.facts import Binding

    found: list[Origin] = []
    for binding in bindings:
        assert isinstance(binding, Binding)
        if binding.kind == "augment":
            found.append(UNKNOWN)
        elif binding.kind != "declare":
            found.append(Written(path, binding.value))
    return tuple(found) or None


def _global(project: Project, path: str, name: str) -> tuple[Origin, ...] | None:
    facts = project.python.get(path)
    if facts is None:
        return None
    if name in facts.bindings:
        return _bound(path, facts.bindings[name])
    for other in project.starred(path, name):
        found = _bound(other, project.python[other].bindings[name])
        if found is not None:
            return found
    return None


def _imported(project: Project, path: str, dotted: str) -> tuple[Origin, ...] | None:
    target = project.modules.resolve(path, dotted)
    rebound = project.rebound(path, dotted) if target is not None and not target[1] else None
    if rebound is not None:
        return (Written(rebound[0], Global(rebound[1])),)
    if target is None or not target[1]:
        from runready_linter.link.options import defined

        return defined(project, dotted) if target is None else None
    found: Value = Global(target[1][0])
    for name in target[1][1:]:
        found = Attr(found, name)
    return (Written(target[0], found),)


def _parameter(project: Project, path: str, owner: str, name: str) -> tuple[Origin, ...] | None:
    """What the callers hand over, and the default where one of them (or nobody known) hands nothing over."""
    from runready_linter.link.options import declared

    function = project.python[path].functions.get(owner)
    parameter = next((p for p in function.params if p.name == name), None) if function is not None else None
    if function is None or parameter is None or parameter.kind in {"args", "kwargs"}:
        return None
    option = declared(project, path, function, parameter)
    if option is not None:
        return option
    default = Written(path, parameter.default) if parameter.default is not None else None
    edges = project.derive(graph).into.get((path, owner), ())
    callers = [e for e in edges if project.serves(e.path) and (e.path, e.caller) != (path, owner)]
    if not callers:
        return (default,) if default is not None else None
    found: list[Origin] = []
    for edge in callers:
        call = edge.site.call
        given = bind(function, call, edge.target.receiver is not None).get(name)
        if given is not None:
            found.append(Written(edge.path, given))
        elif any(isinstance(a, Element) for a in call.args) or any(k == "**" for k, _ in call.keywords):
            found += _unpacked(project, edge.path, call, name)
        elif default is not None:
            found.append(default)
        else:
            found.append(UNKNOWN)
    return tuple(dict.fromkeys(found))


def _unpacked(project: Project, path: str, call: Call, name: str) -> list[Origin]:
    """What `f(**mapping)` hands to a parameter."""
    for keyword, value in call.keywords:
        if keyword == "**":
            for there, display in displays(project, path, value):
                found = entries(display, name)
                if found:
                    return [Written(there, v) for v in found]
    return [UNKNOWN]


def _attribute(project: Project, path: str, base: Value, name: str) -> tuple[Origin, ...] | None:
    from runready_linter.link import options, settings

    found: list[Origin] = []
    known = False
    for thing in project.derive(evaluator).objects(path, base):
        answer = _attribute_of(project, thing, name, path, base)
        if answer is not None:
            known = True
            found += answer
    if known:
        return tuple(dict.fromkeys(found))
    nested = settings.nested(project, path, base, name)
    if nested is not None:
        return nested
    return options.attribute_named(project, path, base, name)


def _attribute_of(project: Project, thing: Object, name: str, path: str, base: Value) -> tuple[Origin, ...] | None:
    from runready_linter.link import options, settings

    match thing:
        case ModuleObject(path=there):
            return _global(project, there, name)
        case Held(what=what):
            return _attribute_of(project, what, name, path, base)
        case InstanceObject() | ClassObject():
            nested = settings.nested(project, path, base, name)
            return nested if nested is not None else _member(project, thing, name)
        case External(path=dotted):
            return options.defined(project, f"{dotted}.{name}") or settings.framework(project, dotted, name)
        case Known(value=scalar, at=at) if name == "value":
            # A member of an enumeration.
            return (Literal(scalar, at),)
        case Made(path=dotted, call=call, site=site) if dotted in _NAMESPACES:
            return _of_namespace(project, site.path, call, name)
        case Made(path=dotted):
            return options.parsed(project, thing, name) or options.defined(project, f"{dotted}.{name}")
        case _:
            return options.parsed(project, thing, name)


def _of_namespace(project: Project, path: str, call: Call, name: str) -> tuple[Origin, ...] | None:
    """An attribute of an object that is made of keywords, or of a mapping."""
    given = dict(call.keywords).get(name)
    if given is not None:
        return (Written(path, given),)
    mappings = (*call.args, *(value for keyword, value in call.keywords if keyword == "**"))
    shown = [(there, display) for value in mappings for there, display in displays(project, path, value)]
    return tuple(Written(there, v) for there, display in shown for v in entries(display, name) or ()) or None


def _member(project: Project, thing: InstanceObject | ClassObject, name: str) -> tuple[Origin, ...] | None:
    """An attribute of a project's class or instance: what its methods and outsiders assign, its constructor's
    arguments, its class's bindings."""
    from runready_linter.link import settings

    cls = thing.cls if isinstance(thing, InstanceObject) else thing
    field = settings.field(project, cls, name)
    if field is not None:
        return (field, *settings.assigned(project, cls, name))
    found: list[Origin] = list(settings.assigned(project, cls, name))
    lineage = classes.lineage(project, cls)
    if isinstance(thing, InstanceObject):
        for base in lineage:
            found += [Written(base.path, s.value) for s in classes.own_stores(project, base).get(name, ())]
        if thing.site is not None and not any(
            "__init__" in project.python[c.path].classes[c.qualname].methods for c in lineage
        ):
            handed = settings.constructor_argument(project, thing, name)
            if handed is not None:
                return (handed, *found)
    for base in lineage:
        facts = project.python[base.path].classes.get(base.qualname)
        if facts is None:
            continue
        if name in facts.methods:
            function = project.python[base.path].functions[facts.methods[name]]
            return (*found, *_property(base.path, function)) or None
        bindings = facts.attributes.get(name, ())
        if bindings:
            found += [
                settings.field_default(project, origin) if isinstance(origin, Written) else origin
                for origin in _bound(base.path, bindings) or ()
            ]
            break
    return tuple(dict.fromkeys(found)) or None


def _property(path: str, function: Function) -> tuple[Origin, ...]:
    names = {Imported("builtins.property"), Imported("functools.cached_property"), Imported("pydantic.computed_field")}
    if any(d in names or (isinstance(d, Attr) and d.name == "cached_property") for d in function.decorators):
        return tuple(Written(path, v) for v in function.returns)
    return (UNKNOWN,)


def _item(project: Project, path: str, base: Value, key: Value) -> tuple[Origin, ...] | None:
    """An item of what `base` is; nothing is known where that itself is an item of it (`node = node[part]`)."""
    looking = project.derive(_looked_into)
    if (path, base) in looking:
        return None
    looking.add((path, base))
    try:
        return _item_of(project, path, base, key)
    finally:
        looking.discard((path, base))


def _looked_into(project: Project) -> set[tuple[str, Value]]:
    """The mappings and sequences whose items are being followed."""
    return set()


def _item_of(project: Project, path: str, base: Value, key: Value) -> tuple[Origin, ...] | None:
    from runready_linter.link import options, settings

    keys = [o.value for o in project.derive(evaluator).objects(path, key) if isinstance(o, Known)]
    things = project.derive(evaluator).objects(path, base)
    if any(isinstance(t, External) and t.path in project.knowledge.env_mappings for t in things):
        line = key.line if isinstance(key, Const) else 0
        at = Span(path, line) if line else None
        return tuple(Variable((k,), None, at) for k in keys if isinstance(k, str)) or None
    if any(isinstance(t, External) and t.path == "sys.argv" for t in things):
        return options.positional(project, path, keys[0]) if keys and isinstance(keys[0], int) else None
    found: list[Origin] = []
    known = False
    for wanted in keys:
        for there, display in displays(project, path, base):
            inside = entries(display, wanted)
            known = True
            found += [Written(there, v) for v in inside] if inside is not None else [UNKNOWN]
        if isinstance(wanted, str):
            for thing in things:
                configured = settings.config_item(project, thing, wanted)
                if configured is None and isinstance(thing, Made) and thing.path == "builtins.vars":
                    inner = argument(thing.call, 0, "object")
                    configured = _attribute(project, thing.site.path, inner, wanted) if inner is not None else None
                if configured is not None:
                    known = True
                    found += configured
            outside = settings.stored_items(project, path, base, wanted)
            known = known or bool(outside)
            found += outside
    return tuple(dict.fromkeys(found)) if known else None
