"""Code that is there for tests or for development, and not for the service."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator

from runready_linter.link import classes
from runready_linter.link.objects import ClassObject
from runready_linter.link.project import Project
from runready_linter.values import Attr, Binary, Choice, Const, Global, Imported, Local, Param, Value

_TEST = re.compile(r"(?<![a-z])(py)?test(s|ing|ed|_?mode|_?env|_?db)?(?![a-z])", re.IGNORECASE)
_DEVELOPMENT = re.compile(
    r"(?<![a-z])(dev|develop|development|debug|local|localhost|is_?dev|is_?local|is_?debug|dev_?mode|development_?mode)"
    r"(?![a-z])",
    re.IGNORECASE,
)
_PRODUCTION = re.compile(r"(?<![a-z])(is_?)?(prod|production|live|deployed)(?![a-z])", re.IGNORECASE)


def is_test_name(name: str) -> bool:
    """Whether a name of a class, a function or a file says that it is for tests (`TestingConfig`, `settings/ci`)."""
    return bool(_TEST.search(_spaced(name))) or name in {"ci", "CI", "setUp", "setUpClass", "asyncSetUp"}


def is_development_name(name: str) -> bool:
    return bool(_DEVELOPMENT.search(_spaced(name)))


def is_production_name(name: str) -> bool:
    return bool(_PRODUCTION.search(_spaced(name)))


def _spaced(name: str) -> str:
    """`DevelopmentConfig` as `Development Config`, `settings_dev` as `settings dev`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("_", " ")


def runs_elsewhere(guards: Iterable[Value]) -> bool:
    """Whether conditions hold in tests or in development only (`if TESTING:`, `if not PRODUCTION:`)."""
    return any(_says_elsewhere(guard) for guard in guards)


def in_service(choice: Choice) -> tuple[Value, ...]:
    """The options of a choice without the one of a conditional expression that is for tests or development only."""
    if choice.kind != "if" or choice.test is None:
        return choice.options
    conditions = (choice.test, Binary("not", choice.test, Const(None)))
    kept = tuple(o for o, c in zip(choice.options, conditions, strict=True) if not runs_elsewhere((c,)))
    return kept or choice.options


def _says_elsewhere(guard: Value) -> bool:
    opposite = False
    while isinstance(guard, Binary) and guard.op == "not":
        opposite = not opposite
        guard = guard.left
    if isinstance(guard, Choice) and guard.kind in {"and", "or"}:
        parts = [_says_elsewhere(Binary("not", o, Const(None)) if opposite else o) for o in guard.options]
        # `not (a or b)` is `not a and not b`: it holds elsewhere only where one of its parts does.
        return any(parts) if (guard.kind == "and") != opposite else all(parts)
    if isinstance(guard, Binary) and guard.op in {"!=", "not in", "is not"} and guard.right != Const(None):
        opposite = not opposite
    said = [_spaced(w) for w in words(guard)]
    if opposite:
        return any(_PRODUCTION.search(w) for w in said)
    return any(_TEST.search(w) or _DEVELOPMENT.search(w) for w in said)


def words(value: object) -> Iterator[str]:
    """The names and texts in a condition."""
    match value:
        case Const(value=str(text)):
            yield text
        case Global(name=name) | Local(name=name) | Param(name=name):
            yield name
        case Imported(path=dotted):
            yield dotted.rpartition(".")[2]
        case Attr(base=base, name=name):
            yield name
            yield from words(base)
        case tuple():
            for part in value:
                yield from words(part)
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type):
            for field in dataclasses.fields(value):
                yield from words(getattr(value, field.name))
        case _:
            pass


def in_test(project: Project, path: str, scope: str) -> bool:
    """Whether a scope is part of a test in a file that is none: a test function, a fixture, a test case."""
    function = project.python[path].functions.get(scope)
    while function is not None:
        name = function.qualname.rpartition(".")[2]
        if name.startswith("test_") or name in {"setUp", "setUpClass", "asyncSetUp"}:
            return True
        if any("pytest" in repr(d) and "fixture" in repr(d) for d in function.decorators):
            return True
        bases = classes.library_bases(project, ClassObject(path, function.owner)) if function.owner else frozenset()
        if any(b.rpartition(".")[2].endswith("TestCase") for b in bases):
            return True
        above = project.python[path].functions.get(function.parent)
        function = above if above is not function else None
    return False
