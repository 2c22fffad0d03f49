"""What a test says about the path that is taken behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from runready_linter.link.obligations.tokens import (
    CARED,
    FALSE,
    NONE,
    TRUE,
    Bag,
    Instance,
    Ref,
    Row,
    Spot,
    State,
    Tokens,
)
from runready_linter.steps import Block, Branch, Cases, Loop, Try, With
from runready_linter.values import Attr, Binary, Call, Choice, Const, Imported, Local, Param, Value

if TYPE_CHECKING:
    from runready_linter.link.obligations.flow import Walk

_EXISTENCE = frozenset({"os.path.exists", "os.path.isfile", "os.path.isdir", "os.path.lexists"})
_EXISTS = frozenset({"exists", "is_file", "is_dir", "isfile", "isdir"})
Split = tuple[list[State], list[State]]


class Tests:
    """Splits a state by the tests of one function."""

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        counts = Counter(_tested(walk.analysis.steps(walk.path, walk.function.qualname)))
        #: Places whose truth is worth remembering: tested here, whatever is known of them.
        self.places = frozenset(counts)
        self._twice = frozenset(p for p, n in counts.items() if n > 1)

    def split(self, test: Value, state: State) -> Split:
        """The states in which a test holds, and those in which it does not."""
        match test:
            case Binary(op="not", left=inner):
                true, false = self.split(inner, state)
                return false, true
            case Binary(op="is" | "==", left=place, right=Const(value=None)):
                return self._none(place, state)
            case Binary(op="is not" | "!=", left=place, right=Const(value=None)):
                true, false = self._none(place, state)
                return false, true
            case Binary(op="in", left=Const(value=str(name)), right=Call(callee=Imported(path="builtins.locals"))):
                known = any(isinstance(p, Local) and p.name == name for p in state.places)
                return ([state], []) if known else ([], [state])
            case Choice(options=options, kind="and"):
                return self._all(options, state)
            case Choice(options=options, kind="or"):
                false, true = self._all(tuple(Binary("not", o, Const(None)) for o in options), state)
                return true, false
            case Const(value=scalar):
                return ([state], []) if scalar else ([], [state])
            case Call():
                return self._call(test, state)
            case Local() | Param() | Attr():
                return self._truth(test, state)
            case _:
                after = [s for _, s in self._walk.value(test, state)]
                return after, list(after)

    def _all(self, options: tuple[Value, ...], state: State) -> Split:
        going, false = [state], []
        for option in options:
            next_ = []
            for s in going:
                a, b = self.split(option, s)
                next_ += a
                false += b
            going = next_
        return going, false

    def _none(self, place: Value, state: State) -> Split:
        none: list[State] = []
        some: list[State] = []
        for tokens, after in self._walk.value(place, state):
            if tokens == {NONE}:
                none.append(after)
            elif NONE not in tokens and tokens:
                some.append(after)
            elif isinstance(place, Local | Param) and place in self._twice:
                none.append(after.put(place, frozenset({NONE})))
                some.append(after.put(place, frozenset({TRUE})) if not tokens else after)
            else:
                none.append(after)
                some.append(after)
        return none, some

    def _truth(self, place: Value, state: State) -> Split:
        true: list[State] = []
        false: list[State] = []
        for tokens, after in self._walk.value(place, state):
            if tokens and tokens <= {NONE, FALSE}:
                false.append(after)
            elif tokens == {TRUE} or (tokens and _solid(tokens)):
                true.append(after)
            elif place in self._twice and not tokens and not isinstance(place, Attr):
                true.append(after.put(place, frozenset({TRUE})))
                false.append(after.put(place, frozenset({FALSE})))
            else:
                true.append(after)
                false.append(after)
        return true, false

    def _call(self, test: Call, state: State) -> Split:
        """`os.path.exists(path)` and its like: true while the file is there."""
        subject: Value | None = None
        if isinstance(test.callee, Attr) and test.callee.name in _EXISTS and not test.args:
            subject = test.callee.base
        elif len(test.args) == 1 and self._walk.calls.library(test.callee) & _EXISTENCE:
            subject = test.args[0]
        if subject is None:
            after = [s for _, s in self._walk.value(test, state)]
            return after, list(after)
        true: list[State] = []
        false: list[State] = []
        for tokens, found in self._walk.value(subject, state):
            there = found.owned(tokens)
            named = any(isinstance(t, Ref) for t in tokens)
            if there or not named:
                true.append(found)
            if not there:
                false.append(_made_once(subject, tokens, found))
        return true, false


def _made_once(place: Value, tokens: Tokens, state: State) -> State:
    """Behind a test that a temporary path is not there, a directory is made once and stays for the next request."""
    if not isinstance(place, Local | Param) or not any(isinstance(t, Spot) for t in tokens):
        return state
    return state.put(place, frozenset(replace(t, fixed=True) if isinstance(t, Spot) else t for t in tokens))


def _solid(tokens: frozenset[object]) -> bool:
    """Whether they stand for something that is never false: a path, an object."""
    return all(isinstance(t, Ref | Row | Bag | Instance) or t in (TRUE, CARED) for t in tokens)


def _tested(steps: Block) -> Iterable[Value]:
    """Every place that a test of a function reads."""
    for step in steps:
        match step:
            case Branch(test=test, then=then, orelse=orelse):
                yield from _places(test)
                yield from _tested(then)
                yield from _tested(orelse)
            case Loop(source=source, target=target, body=body, orelse=orelse):
                if target is None:
                    yield from _places(source)
                yield from _tested(body)
                yield from _tested(orelse)
            case Try(body=body, handlers=handlers, orelse=orelse, final=final):
                for part in (body, *(h.body for h in handlers), orelse, final):
                    yield from _tested(part)
            case With(body=body):
                yield from _tested(body)
            case Cases(blocks=blocks):
                for block in blocks:
                    yield from _tested(block)
            case _:
                pass


def _places(test: Value) -> Iterable[Value]:
    match test:
        case Local() | Param():
            yield test
        case Binary(left=left, right=right):
            yield from _places(left)
            yield from _places(right)
        case Choice(options=options):
            for option in options:
                yield from _places(option)
        case _:
            pass
