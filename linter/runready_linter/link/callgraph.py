"""Who calls whom: every call of the project with the functions that it may reach."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runready_linter.facts import CallSite, Function
from runready_linter.link.objects import ClassObject, FunctionObject, InstanceObject
from runready_linter.link.project import Project
from runready_linter.link.substitute import bind
from runready_linter.values import Value

if TYPE_CHECKING:
    from runready_linter.link.evaluate import Evaluator


@dataclass(frozen=True, slots=True)
class Edge:
    """A call that may reach a function: the calling file and scope, the call, and what it reaches."""

    path: str
    caller: str
    site: CallSite
    target: FunctionObject


@dataclass(frozen=True, slots=True)
class Argument:
    """A value handed to a parameter, with the file and scope it is written in."""

    path: str
    scope: str
    value: Value


class CallGraph:
    """Edges by caller and by target, each target as (path, qualname)."""

    def __init__(self, edges: Iterable[Edge]) -> None:
        self.into: dict[tuple[str, str], list[Edge]] = {}
        self.out: dict[tuple[str, str], list[Edge]] = {}
        for edge in edges:
            self.into.setdefault((edge.target.path, edge.target.qualname), []).append(edge)
            self.out.setdefault((edge.path, edge.caller), []).append(edge)


def lexical(project: Project) -> Evaluator:
    """An evaluator for which a parameter is not what calls hand to it: `project.derive(lexical)`."""
    from runready_linter.link.evaluate import Evaluator

    return Evaluator(project, parameters=False)


def graph(project: Project) -> CallGraph:
    """The call graph: `project.derive(graph)`.

    Callees are evaluated while parameters are still unknown, so a function that is called only through a parameter
    has no edge. That errs towards silence.
    """
    evaluator = project.derive(lexical)
    return CallGraph(
        Edge(path, function.qualname, site, target)
        for path, function in project.functions()
        for site in function.calls
        for target in _targets(evaluator, path, function, site)
    )


def _targets(evaluator: Evaluator, path: str, function: Function, site: CallSite) -> Iterable[FunctionObject]:
    for thing in evaluator.objects(path, site.call.callee):
        match thing:
            case FunctionObject():
                yield thing
            case ClassObject():
                maker = next((m for m in evaluator.attribute(thing, "__init__") if isinstance(m, FunctionObject)), None)
                if maker is not None:
                    yield FunctionObject(maker.path, maker.qualname, InstanceObject(thing))
            case InstanceObject():
                for method in evaluator.attribute(thing, "__call__"):
                    if isinstance(method, FunctionObject):
                        yield method
            case _:
                pass


def arguments(project: Project, path: str, qualname: str, name: str) -> Iterable[Argument]:
    """What the calls of a function hand to one of its parameters."""
    function = project.python[path].functions[qualname]
    for edge in project.derive(graph).into.get((path, qualname), ()):
        value = bind(function, edge.site.call, edge.target.receiver is not None).get(name)
        if value is not None:
            yield Argument(edge.path, edge.caller, value)


def receivers(project: Project, path: str, qualname: str) -> Iterable[InstanceObject]:
    """The instances whose method is called, as far as their maker is known."""
    for edge in project.derive(graph).into.get((path, qualname), ()):
        if isinstance(edge.target.receiver, InstanceObject) and edge.target.receiver.site is not None:
            yield edge.target.receiver
