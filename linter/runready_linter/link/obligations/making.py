"""Making and releasing: what a call leaves behind, and what takes it away."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from runready_linter.link.elsewhere import words
from runready_linter.link.evaluate import argument
from runready_linter.link.objects import External, Known, Object, Site
from runready_linter.link.obligations.outcomes import Leak, Place
from runready_linter.link.obligations.tokens import (
    CARED,
    NOTHING,
    Bag,
    Ref,
    Resource,
    Role,
    Row,
    Spot,
    State,
    Tokens,
    carries,
    flat,
)
from runready_linter.values import Attr, Call, Value

if TYPE_CHECKING:
    from runready_linter.knowledge import FileWriter, TempMaker
    from runready_linter.link.obligations.flow import Evaluated, Walk

#: Letters of a mode with which a file is made or changed.
_WRITING = frozenset("wax+")
#: Flags of `os.open` with which it does.
OPENING = frozenset({"O_CREAT", "O_WRONLY", "O_RDWR", "O_APPEND"})


class Arguments:
    """A call's arguments once evaluated."""

    __slots__ = ("keywords", "positional", "receiver")

    def __init__(self, call: Call, receiver: Tokens, found: tuple[Tokens, ...]) -> None:
        self.receiver = receiver
        self.positional = found[: len(call.args)]
        self.keywords = dict(zip((n for n, _ in call.keywords), found[len(call.args) :], strict=True))

    def at(self, place: tuple[int, str]) -> Tokens:
        """What stands at a position or under a keyword."""
        position, keyword = place
        if keyword in self.keywords:
            return self.keywords[keyword]
        return self.positional[position] if 0 <= position < len(self.positional) else NOTHING

    @property
    def every(self) -> Tokens:
        """All arguments together, the receiver left out."""
        return frozenset(t for each in (*self.positional, *self.keywords.values()) for t in each)


class Making:
    """The calls of one walk that make or release something."""

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        self._table = walk.table

    def library(self, callee: Value) -> frozenset[str]:
        """The dotted paths of the library callables that a callee may be."""
        return frozenset(o.path for o in self._objects(callee) if isinstance(o, External))

    def _objects(self, value: Value) -> tuple[Object, ...]:
        return self._walk.analysis.evaluator.objects(self._walk.path, value)

    def _site(self, call: Call) -> Site:
        return Site(self._walk.path, call.scope, call.line, call.column)

    def _make(self, call: Call, maker: TempMaker, given: Arguments, state: State) -> tuple[Tokens, State]:
        parent = given.at(maker.folder)
        kept = maker.finalized and not self._is_false(argument(call, -1, "delete"))
        if kept:
            return frozenset({CARED}), state
        if CARED in parent or any(isinstance(t, Ref) for t in parent) or self._within(parent, state):
            inside = frozenset({CARED}) if CARED in parent else parent
            return (frozenset({Row((NOTHING, inside))}) if maker.gives == "pair" else inside), state
        if self._walk.analysis.cared_elsewhere(self._walk.path, argument(call, *maker.folder)):
            return (
                frozenset({Row((NOTHING, frozenset({CARED})))}) if maker.gives == "pair" else frozenset({CARED})
            ), state
        resource = Resource(self._site(call), "tree" if maker.tree else "file")
        state = self._hold(resource, call, state)
        role: Role = "path" if maker.gives == "pair" else maker.gives
        path = frozenset({Ref(resource, role)})
        if maker.gives != "pair":
            return path, state
        descriptor = Resource(resource.origin, "descriptor")
        return frozenset({Row((frozenset({Ref(descriptor, "descriptor")}), path))}), state.hold(descriptor)

    def _hold(self, resource: Resource, call: Call, state: State) -> State:
        """The resource is made here; one made here before that no container keeps is lost by that."""
        if resource in state.held and not self._is_kept(resource, state):
            self._walk.leaks[
                Leak(resource, "turn", Place(self._walk.path, call.line), self._walk.function.qualname)
            ] = None
        return state.hold(resource)

    @staticmethod
    def _is_kept(resource: Resource, state: State) -> bool:
        bags = (t for tokens in state.places.values() for t in flat(tokens) if isinstance(t, Bag))
        return any(isinstance(t, Ref) and t.resource == resource for bag in bags for t in flat(bag.items))

    def _is_false(self, value: Value | None) -> bool:
        return value is not None and any(isinstance(o, Known) and o.value is False for o in self._objects(value))

    def _within(self, tokens: Tokens, state: State) -> bool:
        """Whether a path lies in a directory that is there and has to be removed itself."""
        trees = {r.key for r in state.held if r.what == "tree" and r.key}
        return any(isinstance(t, Spot) and (t.key in trees or t.within & trees) for t in tokens)

    def _descriptor(self, dotted: str, given: Arguments, state: State) -> tuple[Tokens, State] | None:
        """A call with the descriptor that `mkstemp` opened."""
        first = given.positional[0] if given.positional else NOTHING
        descriptors = frozenset(t.resource for t in first if isinstance(t, Ref) and t.role == "descriptor")
        if not descriptors:
            return None
        if dotted in self._table.descriptor_users:
            return NOTHING, state
        handle = NOTHING
        if dotted in self._table.closers and dotted != "os.close":
            handle = frozenset(
                Ref(r, "handle") for r in state.held for d in descriptors if r.origin == d.origin and r.what == "file"
            )
        return handle, self._released(descriptors, state)

    def _write(self, call: Call, writer: FileWriter, given: Arguments, state: State) -> Evaluated | None:
        """A call that makes the file which one of its arguments names, where that lies under the temporary folder."""
        path = given.at(writer.path)
        if not carries(path):
            path = next((p for p in map(given.at, writer.others) if carries(p)), path)
        if writer.mode is not None and not self._writes(argument(call, *writer.mode)):
            handles = frozenset(
                Ref(t.resource, "handle") for t in path if isinstance(t, Ref) and t.role != "descriptor"
            )
            if handles and writer.opens:
                return [(handles, state)]
            return None
        if not carries(path):
            return None
        if isinstance(call.callee, Attr) and call.callee.name == "save":
            # Bottle's uploads keep their own name in the folder that they are given.
            path = frozenset(Spot(f"{t.key}/?{call.line}") if isinstance(t, Spot) and t.root else t for t in path)
        after = self._made_at(path, writer.tree, call, state, fills=writer.fills)
        if not writer.opens:
            # A write that fails is taken to leave nothing.
            self._fail(call, state)
        handles = frozenset(Ref(r, "handle") for r in after.reached(path))
        return [(handles if writer.opens else NOTHING, after)]

    def _writes(self, mode: Value | None) -> bool:
        if mode is None:
            return False
        if OPENING & set(words(mode)):
            return True
        return any(
            isinstance(o, Known) and isinstance(o.value, str) and _WRITING & set(o.value) for o in self._objects(mode)
        )

    def _made_at(self, path: Tokens, tree: bool, call: Call, state: State, *, fills: bool = False) -> State:
        """The state once something stands at a path under the temporary folder."""
        if self._within(path, state) or CARED in path:
            return state
        for token in path:
            if not isinstance(token, Spot) or token.root or (tree and token.fixed and not fills):
                continue
            if not any(r.key == token.key for r in state.held) and not self._walk.analysis.swept(token):
                what = "tree" if tree else "file"
                state = state.hold(Resource(self._site(call), what, token.key))  # type: ignore[arg-type]
        return state

    def _fail(self, call: Call, state: State) -> None:
        """The call may raise before it does anything, or be cancelled where it is awaited."""
        shown = self._walk.analysis.shown(call.callee)
        self._walk.leave("error", state, call.line, shown)
        if self._walk.function.is_async and (call.line, call.column) in self._walk.awaited:
            self._walk.leave("cancel", state, call.line, shown)

    def release(self, tokens: Tokens, state: State) -> State:
        """The state once what the tokens name is removed."""
        self._walk.removed |= set(keys_of(tokens))
        return self._released(state.owned(tokens), state)

    def _released(self, resources: frozenset[Resource], state: State) -> State:
        self._walk.released |= resources
        return state.drop(resources)

    @staticmethod
    def _cared(keys: frozenset[str], state: State) -> State:
        """The state once somebody has promised to remove what will be made at these paths."""
        for place, tokens in state.places.items():
            if keys & set(keys_of(tokens)):
                state = state.add(place, frozenset({CARED}))
        return state


def keys_of(tokens: Tokens) -> Iterable[str]:
    """The keys of the temporary paths among them."""
    return (t.key for t in flat(tokens) if isinstance(t, Spot))
