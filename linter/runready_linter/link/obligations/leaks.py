"""What a project leaves behind: every temporary file that some way out of a function does not release, by its maker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from runready_linter.facts import MAIN, MODULE, Function
from runready_linter.link import classes
from runready_linter.link.callgraph import lexical
from runready_linter.link.contexts import contexts
from runready_linter.link.entries import entries
from runready_linter.link.imports import may_be, tails
from runready_linter.link.objects import ClassObject, External, Site
from runready_linter.link.obligations.analysis import Analysis, analysis
from runready_linter.link.obligations.flow import Walk
from runready_linter.link.obligations.outcomes import RAISED, Exit, Leak, Place, TooManySteps
from runready_linter.link.obligations.tokens import Resource, State
from runready_linter.link.project import Project
from runready_linter.values import Attr, Value

_TEST_BASES = ("unittest.", "django.test.", "rest_framework.test.", "aiounittest.", "twisted.trial.")


@dataclass(frozen=True, slots=True)
class Cause:
    """A call that makes something which is left behind.

    Args:
        maker: the call's function, by its qualified name.
        never: in some function that has it, no path releases it.
        leaks: the ways out that leave it, those that raise nothing first.
    """

    origin: Site
    what: str
    maker: str
    never: bool
    leaks: tuple[Leak, ...]


def causes(project: Project) -> tuple[Cause, ...]:
    """Every cause of the project, in the order of its places: `project.derive(causes)`."""
    found: dict[Site, list[tuple[Leak, bool]]] = {}
    analysed = project.derive(analysis)
    for path, function in project.functions():
        if (path, function.qualname) in analysed.concerned and _judged(project, analysed, path, function):
            for leak, never in _leaks(analysed, path, function):
                found.setdefault(leak.resource.origin, []).append((leak, never))
    return tuple(_cause(origin, found[origin]) for origin in sorted(found, key=lambda s: (s.path, s.line, s.column)))


def _cause(origin: Site, found: list[tuple[Leak, bool]]) -> Cause:
    # The file matters more than its descriptor.
    files = [f for f in found if f[0].resource.what != "descriptor"] or found
    ordered = sorted(
        dict.fromkeys(leak for leak, _ in files), key=lambda x: (x.how in RAISED, x.place.path, x.place.line)
    )
    return Cause(origin, files[0][0].resource.what, origin.scope, any(never for _, never in files), tuple(ordered))


def _judged(project: Project, analysed: Analysis, path: str, function: Function) -> bool:
    """Whether a function can run more than once while the service runs."""
    if not project.serves(path) or function.qualname in {MODULE, MAIN} or analysed.is_fixture(path, function):
        return False
    if analysed.runs_once(path, function):
        return False
    if function.owner:
        bases = classes.library_bases(project, ClassObject(path, function.owner))
        if any(b.startswith(_TEST_BASES) for b in bases):
            return False
    return project.derive(contexts).may_repeat(path, function.qualname)


def _leaks(analysed: Analysis, path: str, function: Function) -> Iterator[tuple[Leak, bool]]:
    walk = Walk(analysed, path, function, 0)
    try:
        exits = walk.run(analysed.steps(path, function.qualname), State({}, frozenset()))
    except TooManySteps:
        return
    for leak in walk.leaks:
        yield leak, False
    entry = analysed.project.derive(entries).direct.get((path, function.qualname))
    served = entry is not None and entry.when == "serving"
    kept: dict[Resource, str] = {}
    for exit_, place in exits.items():
        own = _own(walk, exit_)
        for resource in exit_.state.held:
            if resource in own:
                kept[resource] = own[resource]
            elif not _is_handed_up(resource, exit_, served):
                yield Leak(resource, exit_.kind, place, function.qualname), _is_never(resource, exit_, walk)
    for resource, attribute in kept.items():
        yield from _of_class(analysed, path, function, resource, attribute)


def _is_never(resource: Resource, exit_: Exit, walk: Walk) -> bool:
    return exit_.kind not in RAISED and resource not in walk.released


def _is_handed_up(resource: Resource, exit_: Exit, served: bool) -> bool:
    """Whether a way out passes a resource to the caller, or does not count for it."""
    if resource.what == "descriptor" and exit_.kind in RAISED:
        return True
    return exit_.kind == "return" and not served and resource in exit_.state.reached(exit_.value)


def _own(walk: Walk, exit_: Exit) -> dict[Resource, str]:
    """What attributes of `self` keep or name, with the attribute's name."""
    kept = [(p.name, t) for p, t in exit_.state.places.items() if isinstance(p, Attr) and walk.is_self(p.base)]
    return {resource: name for name, tokens in (*walk.lent.items(), *kept) for resource in exit_.state.reached(tokens)}


def _of_class(
    analysed: Analysis, path: str, function: Function, resource: Resource, attribute: str
) -> Iterable[tuple[Leak, bool]]:
    """A file that an object keeps: some method has to remove it, and somebody has to call that."""
    if resource.what == "descriptor":
        return
    cls = ClassObject(path, function.owner)
    removing = frozenset(n for other in (cls, *_heirs(analysed.project, cls)) for n in analysed.removing(other))
    place = Place(path, function.loc.line, attribute)
    if not removing:
        yield Leak(resource, "class", place, function.owner), True
    elif not (
        any(n.startswith("__") for n in removing)
        or removing & analysed.project.derive(_names_of_methods)
        # The library that the class is made for calls its methods.
        or analysed.library_made(cls)
    ):
        yield Leak(resource, "uncalled", Place(path, function.loc.line, min(removing)), function.owner), True


def _heirs(project: Project, cls: ClassObject) -> Iterable[ClassObject]:
    for path, module in project.python.items():
        for name in module.classes:
            heir = ClassObject(path, name)
            if heir != cls and cls in classes.lineage(project, heir):
                yield heir


def _names_of_methods(project: Project) -> frozenset[str]:
    """Names of methods that are called, or handed on, anywhere in the project."""
    found: set[str] = set()

    def note(value: Value) -> None:
        if isinstance(value, Attr):
            found.add(value.name)

    closing = project.knowledge.temp_files.closing
    resolve = project.derive(lexical)
    for path, function in project.functions():
        for site in function.calls:
            note(site.call.callee)
            if may_be(project, path, site.call.callee, tails(closing)):
                things = resolve.objects(path, site.call.callee)
                if any(isinstance(o, External) and o.path in closing for o in things):
                    found.update(("close", "aclose"))
            for value in (*site.call.args, *(v for _, v in site.call.keywords)):
                note(value)
    return frozenset(found)


__all__ = ["Cause", "Leak", "causes"]
