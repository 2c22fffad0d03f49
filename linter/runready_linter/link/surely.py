"""Whether an argument is surely given: not None, not empty, and not left to a variable that nobody may set."""

from __future__ import annotations

from runready_linter.link.evaluate import evaluator
from runready_linter.link.objects import External
from runready_linter.link.origins import Origin, Variable, Written, origins, results
from runready_linter.link.project import Project
from runready_linter.link.tracing import tracer
from runready_linter.resolved import Env, Literal, Resolved, Unknown
from runready_linter.values import Binary, Call, Choice, Const, Join, Seq, Table, Value

_DEPTH = 12


def surely_given(project: Project, path: str, value: Value, depth: int = 0) -> bool:
    """Whether every value that an expression of the file `path` may have is there and not empty."""
    if depth > _DEPTH:
        return False
    match value:
        case Const(value=scalar):
            return bool(scalar)
        case Seq() | Table() | Join() | Binary(op="/" | "+"):
            return True
        case Choice(options=options):
            return all(surely_given(project, path, option, depth + 1) for option in options)
        case Call():
            return _call_gives(project, path, value, depth)
        case _:
            found = origins(project, path, value)
            return bool(found) and all(_origin_gives(project, o, depth) for o in found or ())


def _origin_gives(project: Project, origin: Origin, depth: int) -> bool:
    match origin:
        case Written(path=path, value=value):
            return surely_given(project, path, value, depth + 1)
        case Variable(default=default):
            return default is not None and surely_given(project, default.path, default.value, depth + 1)
        case _:
            return _is_there(origin)


def surely_true(project: Project, path: str, value: Value) -> bool:
    """Whether an expression is True, whatever the environment says."""
    if isinstance(value, Const):
        return value.value is True
    found = project.derive(tracer).resolved(path, value)
    return bool(found) and all(isinstance(r, Literal) and r.value is True for r in found)


def _call_gives(project: Project, path: str, call: Call, depth: int) -> bool:
    traced = project.derive(tracer).resolved(path, call)
    if traced and not any(isinstance(t, Unknown) for t in traced):
        return all(_is_there(t) for t in traced)
    own = results(project, path, call)
    if own:
        return all(surely_given(project, w.path, w.value, depth + 1) for w in own)
    things = project.derive(evaluator).objects(path, call.callee)
    readers = project.knowledge.env_readers
    return bool(things) and all(isinstance(t, External) and t.path not in readers for t in things)


def _is_there(value: Resolved) -> bool:
    match value:
        case Literal(value=scalar):
            return bool(scalar)
        case Env(default=default):
            return default is not None and _is_there(default)
        case _:
            return False
