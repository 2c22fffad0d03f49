"""Classes of the project: their ancestors, and what their own methods put on the instance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from runready_linter.facts import Function, Loc
from runready_linter.link.objects import ClassObject, External
from runready_linter.link.project import Project
from runready_linter.values import Attr, Global, Imported, Param, Value

_STATIC = {Imported("builtins.staticmethod")}
_CLASS = {Imported("builtins.classmethod")}


def receiver_kind(function: Function) -> Literal["", "self", "cls"]:
    """What a method's first parameter is; "" for a plain function, a static method or one without parameters."""
    if not function.owner or not function.params or function.params[0].kind != "positional":
        return ""
    if any(d in _STATIC for d in function.decorators):
        return ""
    name = function.qualname.rpartition(".")[2].partition("@")[0]
    if any(d in _CLASS for d in function.decorators) or name in {"__init_subclass__", "__class_getitem__", "__new__"}:
        return "cls"
    return "self"


def lineage(project: Project, cls: ClassObject) -> tuple[ClassObject, ...]:
    """The class and its ancestors within the project, nearest first."""
    return project.derive(_lineages).get(cls, (cls,))


def library_bases(project: Project, cls: ClassObject) -> frozenset[str]:
    """The dotted paths of the library classes that a class descends from."""
    from runready_linter.link.evaluate import evaluator

    found = set()
    for ancestor in lineage(project, cls):
        for base in project.python[ancestor.path].classes[ancestor.qualname].bases:
            found |= {o.path for o in project.derive(evaluator).objects(ancestor.path, base) if isinstance(o, External)}
    return frozenset(found)


def _lineages(project: Project) -> Mapping[ClassObject, tuple[ClassObject, ...]]:
    """Ancestors by the bases' names alone, resolved without evaluating: evaluation itself asks for them."""
    direct = {
        ClassObject(path, name): tuple(
            b for base in facts.bases for b in (_named_class(project, path, base),) if b is not None
        )
        for path, module in project.python.items()
        for name, facts in module.classes.items()
    }
    found: dict[ClassObject, tuple[ClassObject, ...]] = {}
    for cls in direct:
        order: dict[ClassObject, None] = {}
        pending = [cls]
        while pending:
            current = pending.pop(0)
            if current not in order:
                order[current] = None
                pending += direct.get(current, ())
        found[cls] = tuple(order)
    return found


def _named_class(project: Project, path: str, base: Value, depth: int = 0) -> ClassObject | None:
    """The class of the project that a base expression names: a name, an import, an attribute of a module."""
    if depth > 8:
        return None
    match base:
        case Global(name=name):
            module = project.python[path]
            if name in module.classes:
                return ClassObject(path, name)
            for star in module.stars:
                target = project.modules.resolve(path, star)
                if target is not None and not target[1] and name in project.python[target[0]].bindings:
                    return _named_class(project, target[0], Global(name), depth + 1)
        case Imported(path=dotted):
            target = project.modules.resolve(path, dotted)
            if target is not None and len(target[1]) == 1:
                name = target[1][0]
                if name in project.python[target[0]].classes:
                    return ClassObject(target[0], name)
                for binding in project.python[target[0]].bindings.get(name, ()):
                    if binding.kind == "import":
                        return _named_class(project, target[0], binding.value, depth + 1)
        case Attr(base=Imported(path=dotted), name=name):
            return _named_class(project, path, Imported(f"{dotted}.{name}"), depth + 1)
        case _:
            pass
    return None


@dataclass(frozen=True, slots=True)
class OwnStore:
    """`self.name = value` in a method: the method's qualname and the place."""

    value: Value
    scope: str
    loc: Loc


def own_stores(project: Project, cls: ClassObject) -> Mapping[str, tuple[OwnStore, ...]]:
    """What the methods of one class (not its ancestors) assign to attributes of their instance, by name."""
    return project.derive(_own_stores).get(cls, {})


def _own_stores(project: Project) -> Mapping[ClassObject, Mapping[str, tuple[OwnStore, ...]]]:
    found: dict[ClassObject, dict[str, tuple[OwnStore, ...]]] = {}
    for path, function in project.functions():
        if receiver_kind(function) != "self":
            continue
        receiver = Param(function.qualname, function.params[0].name)
        for store in function.stores:
            match store.target:
                case Attr(base=base, name=name) if (
                    base == receiver and store.kind == "assign" and store.value is not None
                ):
                    table = found.setdefault(ClassObject(path, function.owner), {})
                    table[name] = (*table.get(name, ()), OwnStore(store.value, function.qualname, store.loc))
                case _:
                    pass
    return found
