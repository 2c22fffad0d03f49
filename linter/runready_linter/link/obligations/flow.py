"""Walks every path through one function, with what is not released yet.

States are kept apart as long as they differ, so that `if path is not None` and `if path:` mean what they mean; what a
call does is asked of `calls`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from runready_linter.facts import Function
from runready_linter.link.obligations import outcomes
from runready_linter.link.obligations.conditions import Tests
from runready_linter.link.obligations.holders import is_kept
from runready_linter.link.obligations.outcomes import Exit, Kind, Leak, Place, TooManySteps
from runready_linter.link.obligations.tokens import (
    CARED,
    FALSE,
    NONE,
    NOTHING,
    TRUE,
    Bag,
    Flag,
    Instance,
    Ref,
    Resource,
    Row,
    Spot,
    State,
    Tokens,
    carries,
    contents,
    flat,
)
from runready_linter.link.templates import filled
from runready_linter.steps import (
    Assign,
    Block,
    Branch,
    Break,
    Cases,
    Continue,
    Define,
    Do,
    Loop,
    Raise,
    Return,
    Step,
    Try,
    With,
    Yield,
)
from runready_linter.values import (
    Attr,
    Binary,
    Call,
    Choice,
    Const,
    Element,
    Elsewhere,
    Global,
    Imported,
    Item,
    Join,
    Local,
    Param,
    Seq,
    Table,
    Value,
)

if TYPE_CHECKING:
    from runready_linter.link.obligations.analysis import Analysis

#: Paths kept apart at one point; beyond it, what names hold is forgotten where no resource is concerned.
WIDTH = 32
#: Turns of a loop that are walked.
TURNS = 3
#: Statements that one walk may take, each counted once for every state that comes to it. A function that asks for more
#: has more paths than can be told apart: nothing is said of it.
STEPS = 8_000


Evaluated = list[tuple[Tokens, State]]


class Walk:
    """One walk through a function.

    Args:
        path: the function's file.
        depth: how many calls deep this walk is.
    """

    def __init__(self, analysis: Analysis, path: str, function: Function, depth: int) -> None:
        from runready_linter.link.obligations.calls import Calls

        self.analysis = analysis
        self.table = analysis.project.knowledge.temp_files
        self.path = path
        self.function = function
        self.depth = depth
        self.calls = Calls(self)
        self.tests = Tests(self)
        self.awaited = frozenset((s.call.line, s.call.column) for s in function.calls if s.awaited)
        self.hands_out = analysis.hands_out(path, function)
        #: Resources that some path releases: a leak elsewhere is one of some exits only.
        self.released: set[Resource] = set()
        #: Keys of paths that it removes, whether something is known to be there or not.
        self.removed: set[str] = set()
        self.leaks: dict[Leak, None] = {}
        #: Attributes of `self` that name a temporary path which another method gave them.
        self.lent: dict[str, Tokens] = {}
        #: Whether something may lie in a holder of the request.
        self.shelved = False
        self._exits: dict[Exit, Place] = {}
        self._steps = 0

    def run(self, steps: Block, state: State) -> dict[Exit, Place]:
        """Every way out of the function, with a place where it is taken.

        Raises:
            TooManySteps: the function has too many paths.
        """
        self.shelved = is_kept(state)
        for last in self.block(steps, [state]):
            self.leave("end", last, self.function.loc.line)
        return self._exits

    # Ways out

    def leave(
        self, kind: Kind, state: State, line: int, callee: str = "", *, value: Tokens = NOTHING, exception: str = ""
    ) -> None:
        """A way out of the block that is being walked."""
        self._exits.setdefault(Exit(kind, state, value, exception), Place(self.path, line, callee))

    def _caught(self, body: Block, states: Iterable[State]) -> tuple[list[State], dict[Exit, Place]]:
        """A block's states behind it, and its other ways out apart from those around it."""
        outer, self._exits = self._exits, {}
        try:
            after = self.block(body, states)
            return after, self._exits
        finally:
            self._exits = outer

    # Statements

    def block(self, steps: Block, states: Iterable[State]) -> list[State]:
        """The states behind a block."""
        current = list(dict.fromkeys(states))
        for step in steps:
            if not current:
                break
            current = self._narrow([s for state in current for s in self._step(step, state)])
        return current

    def _narrow(self, states: list[State]) -> list[State]:
        unique = list(dict.fromkeys(states))
        if len(unique) <= WIDTH:
            return unique
        kept = {State({p: t for p, t in s.places.items() if carries(t)}, s.held): None for s in unique}
        return list(kept)[:WIDTH]

    def _step(self, step: Step, state: State) -> Iterable[State]:
        self._steps += 1
        if self._steps > STEPS or self.analysis.is_used_up():
            raise TooManySteps
        match step:
            case Do(value=value):
                return [s for _, s in self.value(value, state)]
            case Assign(target=target, value=value):
                return [self.assign(target, tokens, s) for tokens, s in self.value(value, state)]
            case Return(value=value, line=line):
                for tokens, after in self.value(value, state) if value is not None else [(NOTHING, state)]:
                    after = self.calls.hand_over_closures((value,), after) if value is not None else after
                    self.leave("return", after, line, value=tokens)
                return []
            case Raise(value=value, line=line):
                for _, after in self.value(value, state) if value is not None else [(NOTHING, state)]:
                    name = next(iter(outcomes.names(value)), "") if value is not None else ""
                    self.leave("error", after, line, exception=name if name != "?" else "")
                return []
            case Break(line=line):
                self.leave("break", state, line)
                return []
            case Continue(line=line):
                self.leave("continue", state, line)
                return []
            case Branch(test=test, then=then, orelse=orelse):
                true, false = self.tests.split(test, state)
                return [*self.block(then, true), *self.block(orelse, false)]
            case Cases(subject=subject, blocks=blocks, whole=whole):
                before = [s for _, s in self.value(subject, state)]
                after_all = [] if whole else list(before)
                return after_all + [s for block in blocks for s in self.block(block, before)]
            case Loop():
                return self._loop(step, state)
            case Try():
                return self._try(step, state)
            case With():
                return self._with(step, state)
            case Yield(value=value, line=line):
                return self._yield(value, line, state)
            case Define(qualname=qualname, decorators=decorators):
                return [self.calls.decorated(qualname, decorators, state)]

    def _loop(self, loop: Loop, state: State) -> Iterable[State]:
        if loop.target is None:
            return self._while(loop, [state])
        behind: list[State] = []
        for source, start in self.value(loop.source, state):
            element = contents(source)
            # A container that holds what is to be released is not empty.
            done = [] if carries(element) else [start]
            seen: set[State] = set()
            turn = [start]
            for _ in range(TURNS):
                fresh = [s for s in turn if s not in seen]
                seen |= set(fresh)
                after, left = self._turn(loop, [self.assign(loop.target, element, s) for s in fresh])
                behind += left
                done += after
                turn = self._narrow(after)
            behind += self.block(loop.orelse, self._narrow(done))
        return behind

    def _while(self, loop: Loop, turn: list[State]) -> Iterable[State]:
        behind: list[State] = []
        done: list[State] = []
        seen: set[State] = set()
        for _ in range(TURNS + 1):
            fresh = [s for s in turn if s not in seen]
            seen |= set(fresh)
            split = [self.tests.split(loop.source, s) for s in fresh]
            done += [s for _, false in split for s in false]
            after, left = self._turn(loop, [s for true, _ in split for s in true])
            behind += left
            turn = self._narrow(after)
        return behind + self.block(loop.orelse, self._narrow(done))

    def _turn(self, loop: Loop, states: list[State]) -> tuple[list[State], list[State]]:
        """One turn of a loop: the states that go on, and those that leave by `break`."""
        after, exits = self._caught(loop.body, states)
        left = []
        for exit_, place in exits.items():
            match exit_.kind:
                case "continue":
                    after.append(exit_.state)
                case "break":
                    left.append(exit_.state)
                case _:
                    self._exits.setdefault(exit_, place)
        return after, left

    def _try(self, step: Try, state: State) -> Iterable[State]:
        if step.final:
            inner = Try(step.body, step.handlers, step.orelse, (), step.line)
            body: Block = (inner,) if step.handlers or step.orelse else step.body
            after, exits = self._caught(body, [state])
            for exit_, place in exits.items():
                for last in self.block(step.final, [exit_.state]):
                    self._exits.setdefault(Exit(exit_.kind, last, exit_.value, exit_.exception), place)
            return self.block(step.final, after)
        after, exits = self._caught(step.body, [state])
        behind = self.block(step.orelse, after)
        clauses = [(outcomes.names(h.types), h) for h in step.handlers]
        for exit_, place in exits.items():
            if exit_.kind not in outcomes.RAISED:
                self._exits.setdefault(exit_, place)
                continue
            for clause, handler in clauses:
                verdict = outcomes.catches(clause, exit_)
                if verdict != "no":
                    behind += self._handle(handler.body, exit_, place)
                if verdict == "yes":
                    break
            else:
                self._exits.setdefault(exit_, place)
        return behind

    def _handle(self, body: Block, exit_: Exit, place: Place) -> list[State]:
        """The states behind an `except` block; a bare `raise` in it passes on what was caught, from where it came."""
        after, exits = self._caught(body, [exit_.state])
        for inner, inner_place in exits.items():
            again = inner.kind == "error" and not inner.exception and not inner_place.callee
            kept = Exit(exit_.kind, inner.state, inner.value, exit_.exception) if again else inner
            self._exits.setdefault(kept, place if again else inner_place)
        return after

    def _with(self, step: With, state: State) -> Iterable[State]:
        behind: list[State] = []
        swallowed = self.calls.suppressed(step.context)
        for tokens, entered in self.value(step.context, state):
            bound, started = self.calls.enter(step.context, tokens, entered)
            if step.target is not None:
                started = self.assign(step.target, bound, started)
            after, exits = self._caught(step.body, [started])
            behind += [self.calls.exit(tokens, s) for s in after]
            for exit_, place in exits.items():
                last = self.calls.exit(tokens, exit_.state)
                verdict = outcomes.catches(swallowed, exit_) if swallowed and exit_.kind == "error" else "no"
                if verdict != "no":
                    behind.append(last)
                if verdict != "yes":
                    self._exits.setdefault(Exit(exit_.kind, last, exit_.value, exit_.exception), place)
        return behind

    def _yield(self, value: Value | None, line: int, state: State) -> Iterable[State]:
        found: Evaluated = self.value(value, state) if value is not None else [(NOTHING, state)]
        after = []
        for tokens, given in found:
            if self.hands_out:
                # Whoever iterates gets it, and has to remove it.
                given = given.drop(given.reached(tokens))
            context = self.analysis.is_context_manager(self.path, self.function)
            self.leave("error" if context else "close", given, line)
            if context and self.function.is_async:
                self.leave("cancel", given, line)
            after.append(given)
        return after

    # Places

    def assign(self, target: Value, tokens: Tokens, state: State) -> State:
        """The state once `target` is given what `tokens` stand for."""
        match target:
            case Seq(items=items):
                row = next((t for t in tokens if isinstance(t, Row) and len(t.items) == len(items)), None)
                rest = contents(tokens)
                for index, item in enumerate(items):
                    state = self.assign(item, row.items[index] if row is not None else rest, state)
                return state
            case Element(of=inner):
                return self.assign(inner, frozenset({Bag(tokens)}) if tokens else NOTHING, state)
            case Local() | Param():
                if not carries(tokens) and CARED not in tokens and not self._instances(tokens):
                    tokens = tokens if target in self.tests.places or NONE in tokens else tokens - {TRUE, FALSE}
                return state.put(target, tokens)
            case Attr(base=base):
                return self._keep(target, base, tokens, state)
            case Item(base=base):
                return self._shelve(target, tokens, state) or self.store(base, tokens, state)
            case _:
                # A name of the module, or something unknown: it outlives the function, for whoever knows it.
                return self.let_go(tokens, state)

    def store(self, container: Value, tokens: Tokens, state: State) -> State:
        """The state once a container is given what `tokens` stand for."""
        if not carries(tokens):
            return state
        match container:
            case Local():
                return state.add(container, frozenset({Bag(tokens)}))
            case Attr(base=base) if self.is_self(base):
                return state.add(container, frozenset({Bag(tokens)}))
            case _:
                return self.let_go(tokens, state)

    def _keep(self, place: Attr, base: Value, tokens: Tokens, state: State) -> State:
        if self.is_self(base):
            return state.put(place, tokens)
        if any(isinstance(t, Instance) for t in state.get(base)):
            return state.put(place, tokens).add(base, frozenset({Bag(tokens)}) if tokens else NOTHING)
        return self._shelve(place, tokens, state) or self.let_go(tokens, state)

    def _shelve(self, place: Value, tokens: Tokens, state: State) -> State | None:
        """The state once a request's holder keeps it, which nobody empties; None: it is somebody's to remove."""
        if not self.shelved and not carries(tokens):
            return None
        shelf = self.analysis.holders.place(self.path, place)
        if shelf is None or (carries(tokens) and self.analysis.holders.is_emptied(shelf, tokens, state)):
            return None
        self.shelved = True
        return state.put(shelf, tokens)

    def shelf(self, value: Value, state: State) -> Tokens:
        """What is known to lie at a place of a request's holder."""
        place = self.analysis.holders.place(self.path, value) if self.shelved else None
        return state.get(place) if place is not None else NOTHING

    def let_go(self, tokens: Tokens, state: State) -> State:
        """Somebody unknown has it now: the obligation is theirs."""
        return state.drop(state.reached(tokens))

    def is_self(self, value: Value) -> bool:
        """Whether a value is the receiver of the method that is being walked."""
        return (
            isinstance(value, Param)
            and value.scope == self.function.qualname
            and bool(self.function.owner)
            and bool(self.function.params)
            and self.function.params[0].name == value.name
        )

    @staticmethod
    def _instances(tokens: Tokens) -> bool:
        return any(isinstance(t, Instance) for t in flat(tokens))

    # Expressions

    def value(self, value: Value, state: State) -> Evaluated:
        """What an expression may stand for, each with the state once it is evaluated."""
        match value:
            case Call():
                return self.calls.evaluate(value, state)
            case Const(value=None):
                return [(frozenset({NONE}), state)]
            case Const(value=str()):
                return [
                    (self.analysis.spots.of(self.path, value) or frozenset({TRUE if value.value else FALSE}), state)
                ]
            case Const(value=scalar):
                return [(frozenset({TRUE if scalar else FALSE}), state)]
            case Local() | Param():
                return [(state.get(value), state)]
            case Global() | Imported():
                return [(self.analysis.spots.of(self.path, value), state)]
            case Attr(base=base, name=name):
                return [(self._attribute(value, base_tokens, name, s), s) for base_tokens, s in self.value(base, state)]
            case Item(base=base, key=key):
                return [
                    (_item(tokens, key) or self.shelf(value, s) or self.analysis.spots.of(self.path, value), s)
                    for tokens, after in self.value(base, state)
                    for _, s in self.value(key, after)
                ]
            case Seq(kind=kind, items=items, partial=partial):
                return [(_row(kind, partial, found), s) for found, s in self.values(items, state)]
            case Table(pairs=pairs):
                every = tuple(v for pair in pairs for v in pair)
                return [(_row("set", False, found), s) for found, s in self.values(every, state)]
            case Join(parts=parts):
                from runready_linter.link.obligations.spots import joined

                return [
                    (
                        joined(found[0], parts[1:], separate=False)
                        if carries(found[0]) and len(parts) > 1
                        else self.analysis.spots.of(self.path, value),
                        s,
                    )
                    for found, s in self.values(parts, state)
                ]
            case Binary(op="%") if (join := filled(value)) is not None:
                return self.value(join, state)
            case Binary(op=op, left=left, right=right):
                return self._operation(value, op, left, right, state)
            case Choice(options=options, kind="or" | "bindings"):
                found_all = self.values(options, state)
                return [
                    (frozenset(t for found in each for t in found if t not in (NONE, FALSE)), s)
                    for each, s in found_all
                ]
            case Choice(options=options, kind="and"):
                return [(found[-1] - {NONE}, s) for found, s in self.values(options, state)]
            case Choice(options=options):
                return list(dict.fromkeys(pair for o in options for pair in self.value(o, state)))
            case Element(of=of):
                # The iterable was evaluated where it stands.
                return [(contents(self._quiet(of, state)), state)]
            case Elsewhere() | _:
                return [(NOTHING, state)]

    def values(self, values: tuple[Value, ...], state: State) -> list[tuple[tuple[Tokens, ...], State]]:
        """What several expressions, evaluated in order, stand for."""
        found: list[tuple[tuple[Tokens, ...], State]] = [((), state)]
        for value in values:
            found = [((*before, tokens), s) for before, after in found for tokens, s in self.value(value, after)]
            if len(found) > WIDTH:
                found = list(dict.fromkeys(found))[:WIDTH]
        return found

    def _quiet(self, value: Value, state: State) -> Tokens:
        match value:
            case Local() | Param():
                return state.get(value)
            case Attr(base=base, name=name):
                return self._attribute(value, self._quiet(base, state), name, state)
            case Seq(items=items):
                return _row("set", False, tuple(self._quiet(i, state) for i in items))
            case Item(base=base, key=key):
                return _item(self._quiet(base, state), key)
            case Element(of=of):
                return contents(self._quiet(of, state))
            case Call(callee=Attr(base=base, name="values" | "items" | "copy")) | Call(args=(base,)):
                return self._quiet(base, state)
            case _:
                return NOTHING

    def _attribute(self, place: Attr, base: Tokens, name: str, state: State) -> Tokens:
        known = state.get(place) or self.shelf(place, state)
        if known:
            return known
        found: set[Ref | Spot] = set()
        for token in flat(frozenset(t for t in base if isinstance(t, Instance))):
            if isinstance(token, Instance):
                held = dict(token.attributes)
                return held.get(name) or held.get("*", NOTHING)
        for token in base:
            match token:
                case Ref(resource=resource, role="file" | "folder" | "handle") if name in {"name", "path"}:
                    found.add(Ref(resource, "path"))
                case Ref(resource=resource, role="file") if name == "file":
                    found.add(Ref(resource, "handle"))
                case Ref(resource=resource, role="inside") if name == "parent":
                    found.add(Ref(resource, "path"))
                case _ if token == CARED:
                    return frozenset({CARED})
                case _:
                    pass
        found_ = frozenset(found) or self.analysis.spots.of(self.path, place)
        if found_ and self.is_self(place.base):
            self.lent[place.name] = self.lent.get(place.name, NOTHING) | found_
        return found_

    def _operation(self, value: Value, op: str, left: Value, right: Value, state: State) -> Evaluated:
        from runready_linter.link.obligations.spots import joined

        found: Evaluated = []
        for (a, b), after in self.values((left, right), state):
            tokens: Tokens = NOTHING
            if op == "/":
                tokens = joined(a, (right,)) or self.analysis.spots.of(self.path, value)
            elif op == "+":
                both = a | b
                if any(isinstance(t, Row | Bag) for t in both):
                    tokens = frozenset(t for t in both if isinstance(t, Row | Bag))
                else:
                    tokens = joined(a, (right,), separate=False) or self.analysis.spots.of(self.path, value)
            found.append((tokens, after))
        return found


def _row(kind: str, partial: bool, found: tuple[Tokens, ...]) -> Tokens:
    if not any(carries(t) or CARED in t for t in found):
        return NOTHING
    if kind in {"tuple", "list"} and not partial:
        return frozenset({Row(found)})
    return frozenset({Bag(frozenset(t for each in found for t in each if not isinstance(t, Flag)))})


def _item(tokens: Tokens, key: Value) -> Tokens:
    found: set[object] = set()
    for token in tokens:
        match token:
            case Row(items=items) if isinstance(key, Const) and isinstance(key.value, int):
                found |= items[key.value] if -len(items) <= key.value < len(items) else NOTHING
            case Row() | Bag():
                found |= contents(frozenset({token}))
            case _:
                pass
    return frozenset(found)  # type: ignore[arg-type]
