"""Objects that keep things for one request: `flask.g`, `request.state`, a request's own attributes.

What is put there is out of the function's hands; some other function, a teardown mostly, has to take it and remove it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from runready_linter.link.objects import External, Site
from runready_linter.link.obligations.outcomes import TooManySteps
from runready_linter.link.obligations.tokens import Resource, Spot, State, Tokens, carries, renamed_in
from runready_linter.values import Attr, Call, Const, Global, Imported, Item, Local, Param, Value

if TYPE_CHECKING:
    from runready_linter.link.obligations.analysis import Analysis

#: No name of a module begins so.
_MARK = "\0"
_TAKING = frozenset({"pop", "get"})


class Holders:
    """The request holders of one project, under one name in all its functions."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._table = analysis.table
        self._kinds: dict[tuple[str, Value], str] = {}
        self._emptied: dict[tuple[Value, Tokens], bool] = {}

    def place(self, path: str, value: Value) -> Attr | None:
        """The common name of a place in a holder (`g.x`, `request["x"]`, `g.pop("x")`); None for anything else."""
        match value:
            case Attr(base=base, name=name) | Item(base=base, key=Const(value=str(name))):
                kind = self._kind(path, base)
            case Call(callee=Attr(base=base, name=verb), args=(Const(value=str(name)), *_)) if verb in _TAKING:
                kind = self._kind(path, base)
            case Call(callee=Imported(path="builtins.getattr"), args=(base, Const(value=str(name)), *_)):
                kind = self._kind(path, base)
            case _:
                return None
        return Attr(Global(_MARK + kind), name) if kind else None

    def _kind(self, path: str, base: Value) -> str:
        key = (path, base)
        if key not in self._kinds:
            self._kinds[key] = self._of(path, base)
        return self._kinds[key]

    def _of(self, path: str, base: Value) -> str:
        match base:
            case Param(name=name) | Local(name=name) if name in self._table.request_names:
                return "request"
            case Attr(base=Param(), name=name) if name in self._table.request_names:
                return "request"
            case Attr(base=inner, name=name) if name in self._table.request_parts:
                return f"request.{name}" if self._kind(path, inner) == "request" else ""
            case Imported() | Global() | Attr():
                for thing in self._analysis.evaluator.objects(path, base):
                    if isinstance(thing, External) and thing.path in self._table.holders:
                        return thing.path.rpartition(".")[2]
                return ""
            case _:
                return ""

    def is_emptied(self, place: Attr, tokens: Tokens, state: State) -> bool:
        """Whether some function of the project takes what is put there and releases it, or hands it on."""
        key = (place, tokens)
        if key not in self._emptied:
            # A function that is walked for the answer may ask again.
            self._emptied[key] = True
            self._emptied[key] = self._is_emptied(place, tokens, state)
        return self._emptied[key]

    def _is_emptied(self, place: Attr, tokens: Tokens, state: State) -> bool:
        analysis = self._analysis
        # Under names of their own: what makes them anew, and puts that there, does not remove them.
        mark = Site(_MARK, place.name, 0, 0)
        probes = {r: replace(r, via=(mark,)) for r in state.reached(tokens)}
        spots = {t: replace(t, key=_MARK + t.key) for t in tokens if isinstance(t, Spot)}
        held = frozenset((*probes.values(), *(Resource(mark, "file", s.key) for s in spots.values())))
        put = frozenset(spots.get(t, t) if isinstance(t, Spot) else t for t in renamed_in(tokens, probes))
        given = State({place: put}, held)
        for path, function in analysis.project.functions():
            if place.name.encode() not in (analysis.project.read(path) or b""):
                continue
            try:
                exits = analysis.walk(path, function, given)
            except TooManySteps:
                return True  # it may well remove it
            if any(held - exit_.state.held for exit_ in exits):
                return True
        return False


def is_kept(state: State) -> bool:
    """Whether anything is known to be in a holder."""
    return any(
        isinstance(p, Attr) and isinstance(p.base, Global) and p.base.name.startswith(_MARK) and carries(t)
        for p, t in state.places.items()
    )
