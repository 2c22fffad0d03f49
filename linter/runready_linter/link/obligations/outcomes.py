"""How a function, or a block of it, can end."""

from __future__ import annotations

import builtins
from dataclasses import dataclass
from typing import Literal

from runready_linter.link.obligations.tokens import NOTHING, Resource, State, Tokens
from runready_linter.values import Attr, Call, Choice, Global, Imported, Seq, Value

#: `error`: an exception that `except Exception` meets; `cancel`: the task is cancelled at an await; `close`: the
#: generator is closed, or thrown into, where it waits.
Kind = Literal["end", "return", "break", "continue", "error", "cancel", "close"]
RAISED = frozenset({"error", "cancel", "close"})


class TooManySteps(Exception):
    """A function has more paths than can be told apart."""


@dataclass(frozen=True, slots=True)
class Exit:
    """One way out: its state, the value that it hands on, and for an explicit `raise` the exception's name."""

    kind: Kind
    state: State
    value: Tokens = NOTHING
    exception: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a way out is taken: the line, and the call that raises there, "" where none does."""

    path: str
    line: int
    callee: str = ""


@dataclass(frozen=True, slots=True)
class Leak:
    """A resource that is still there after a way out.

    `function` is the qualified name of the function that leaves; `how` tells the ways out apart: those of `Kind`, and
    `turn` (the next turn of a loop makes another before this one is released), `class` (no method of the class that
    keeps it releases it), `uncalled` (the method that releases it is never called; its name is the place's callee).
    """

    resource: Resource
    how: Kind | Literal["turn", "class", "uncalled"]
    place: Place
    function: str


Verdict = Literal["yes", "no", "maybe"]


def names(types: Value | None) -> frozenset[str]:
    """The last names of the exception types of an `except` clause; `BaseException` for a bare one."""
    match types:
        case None:
            return frozenset({"BaseException"})
        case Seq(items=items):
            return frozenset(n for i in items for n in names(i))
        case Imported(path=path):
            return frozenset({path.rpartition(".")[2]})
        case Global(name=name) | Attr(name=name):
            return frozenset({name})
        case Call(callee=callee):
            return names(callee)
        case Choice(options=options):
            return frozenset(n for o in options for n in names(o))
        case _:
            return frozenset({"?"})


def catches(clause: frozenset[str], exit_: Exit) -> Verdict:
    """Whether an `except` clause (or `suppress`) with these type names meets a way out."""
    if "BaseException" in clause:
        return "yes"
    match exit_.kind:
        case "cancel":
            return "yes" if "CancelledError" in clause else "no"
        case "close":
            return "yes" if "GeneratorExit" in clause else "no"
        case _:
            pass
    if "Exception" in clause:
        return "yes"
    if not exit_.exception:
        return "maybe"
    if exit_.exception in clause:
        return "yes"
    raised = getattr(builtins, exit_.exception, None)
    verdicts = {_meets(raised, getattr(builtins, name, None)) for name in clause}
    return next((v for v in ("yes", "maybe") if v in verdicts), "no")


def _meets(raised: object, caught: object) -> Verdict:
    if not (isinstance(raised, type) and isinstance(caught, type)):
        # One of the two is no builtin: they may be related.
        return "maybe"
    return "yes" if issubclass(raised, caught) else "no"
