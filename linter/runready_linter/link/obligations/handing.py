"""Functions that are handed on, with their arguments, to somebody who runs them later."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from runready_linter.link.objects import External, FunctionObject, Object
from runready_linter.link.obligations.making import Arguments, Making, keys_of
from runready_linter.link.obligations.tokens import (
    NOTHING,
    Instance,
    Ref,
    Row,
    State,
    Tokens,
    carries,
)
from runready_linter.values import Attr, Call, Const, Defined, Element, Lambda, Local, Value

if TYPE_CHECKING:
    pass

_WRITING = frozenset("wax+")


class Handing(Making):
    """The calls of one walk that hand functions on: tasks, hooks, threads, closures."""

    def _handed_on(self, call: Call, given: Arguments, state: State) -> State:
        """Callables among the arguments, with the arguments behind them: whoever gets them runs them later."""
        if not state.tracks:
            return state
        values = (*call.args, *(v for _, v in call.keywords))
        tokens = (*given.positional, *given.keywords.values())
        for index, value in enumerate(values):
            things = tuple(self._callables(value))
            if not things:
                continue
            before = () if index < len(call.args) else given.positional
            rest = self._flat_arguments((*before, *tokens[index + 1 :]))
            for thing in things:
                if isinstance(thing, FunctionObject):
                    state = self._later(thing, rest, state)
                elif isinstance(thing, External) and self._removes_by_name(thing.path):
                    every = frozenset(t for each in rest for t in each)
                    state = self._cared(frozenset(keys_of(every)), self.release(every, state))
                elif isinstance(thing, External) and thing.path in self._table.closers:
                    opened = (
                        t.resource for each in rest for t in each if isinstance(t, Ref) and t.role == "descriptor"
                    )
                    state = self._released(frozenset(opened), state)
        for value in values:
            if isinstance(value, Attr) and value.name in self._table.remove_methods | {"close"}:
                for found, after in self._walk.value(value.base, state):
                    if carries(found) and (value.name != "close" or any(isinstance(t, Instance) for t in found)):
                        state = self.release(found, after)
        return state

    @staticmethod
    def _flat_arguments(tokens: Iterable[Tokens]) -> tuple[Tokens, ...]:
        found: list[Tokens] = []
        for each in tokens:
            row = next((t for t in each if isinstance(t, Row)), None)
            found += row.items if row is not None else (each,)
        return tuple(found)

    def _callables(self, value: Value) -> Iterable[Object]:
        match value:
            case Lambda(scope=scope):
                yield FunctionObject(self._walk.path, scope)
            case Defined() | Local() | Attr():
                yield from self._objects(value)
            case Const() | Element() | Call():
                return
            case _:
                yield from self._objects(value)

    def _removes_by_name(self, dotted: str) -> bool:
        return dotted in self._table.removers or removes(dotted.rpartition(".")[2], self._table.remove_words)

    def _later(self, function: FunctionObject, arguments: tuple[Tokens, ...], state: State) -> State:
        """The state once a function of the project is sure to be run later with these arguments."""
        analysis = self._walk.analysis
        facts = analysis.function(function)
        if facts is None:
            return state
        bound = analysis.bind(function, facts, arguments, {}, NOTHING)
        bound.update(
            {
                p: t
                for p, t in state.places.items()
                if isinstance(p, Local) and function.qualname.startswith(p.scope + ".")
            }
        )
        bound.update(analysis.renamed(function, None, state))
        if not any(carries(t) for t in bound.values()):
            return state
        run = analysis.exits(function, bound, state.held, self._walk.depth + 1)
        if run is None:
            return self._walk.let_go(frozenset(t for each in arguments for t in each), state)
        return self._cared(run.removed, self._released(run.released, state))

    def decorated(self, qualname: str, decorators: tuple[Value, ...], state: State) -> State:
        """A nested function that a decorator registers (`@after_this_request`)."""
        return self._later(FunctionObject(self._walk.path, qualname), (), state) if decorators else state

    def hand_over_closures(self, values: tuple[Value, ...], state: State) -> State:
        """Nested functions that are returned: whoever gets them calls them."""
        for value in values:
            for thing in self._callables(value):
                if isinstance(thing, FunctionObject) and thing.qualname.startswith(self._walk.function.qualname + "."):
                    state = self._later(thing, (), state)
        return state


def removes(name: str, words: frozenset[str]) -> bool:
    """Whether a name says that it removes something: `safe_delete`, `removeFile`, `cleanup`."""
    parts = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().split("_")
    return any(p in words for p in parts)
