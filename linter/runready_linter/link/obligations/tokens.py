"""What a name may stand for on one path through a function, as far as temporary files go.

Abstract and small: a file is named by the call that makes it, a path under the temporary folder by how it is put
together. Everything else is the empty set: not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from runready_linter.link.objects import ClassObject, Site
from runready_linter.values import Attr, Value

What = Literal["file", "tree", "descriptor"]
Role = Literal["path", "file", "folder", "descriptor", "inside", "handle"]


@dataclass(frozen=True, slots=True)
class Resource:
    """Something that a call leaves behind until it is released.

    Args:
        origin: the call that makes it.
        key: how its path is put together, where it was named before it was made; "" where the maker names it.
        via: the calls through which it was handed up since, nearest first.
    """

    origin: Site
    what: What
    key: str = ""
    via: tuple[Site, ...] = ()


@dataclass(frozen=True, slots=True)
class Ref:
    """A way to a resource: its path, the object that a maker gives, its descriptor, a path inside of it, or an open
    file on it (`handle`), which does not own it."""

    resource: Resource
    role: Role


@dataclass(frozen=True, slots=True)
class Spot:
    """A path under the temporary folder at which nothing needs to be yet. `within` are the keys of the folders above
    it; `root`: the temporary folder itself; `fixed`: the same path each time."""

    key: str
    within: frozenset[str] = frozenset()
    root: bool = False
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Flag:
    """What a test of it gives: `none`, `true` or `false`."""

    name: Literal["none", "true", "false"]


@dataclass(frozen=True, slots=True)
class Cared:
    """Something that somebody else removes: a finalizer, a `with`, a context manager."""


@dataclass(frozen=True, slots=True)
class Row:
    """A tuple, by its items."""

    items: tuple[Tokens, ...]


@dataclass(frozen=True, slots=True)
class Bag:
    """A container of several, none told from another."""

    items: Tokens


@dataclass(frozen=True, slots=True)
class Instance:
    """An instance of a class of the project, with what its attributes hold. `*`: any attribute."""

    cls: ClassObject
    attributes: tuple[tuple[str, Tokens], ...]


Token = Ref | Spot | Flag | Cared | Row | Bag | Instance
Tokens = frozenset[Token]

#: Methods of a path that make what it names.
MAKING: dict[str, What] = {"write_text": "file", "write_bytes": "file", "touch": "file", "mkdir": "tree"}

NOTHING: Tokens = frozenset()
NONE = Flag("none")
TRUE = Flag("true")
FALSE = Flag("false")
CARED = Cared()


def flat(tokens: Tokens) -> Tokens:
    """The tokens with those in containers, rows and instances."""
    found: set[Token] = set()
    pending = list(tokens)
    while pending:
        token = pending.pop()
        if token in found:
            continue
        found.add(token)
        match token:
            case Row(items=rows):
                pending += [t for row in rows for t in row]
            case Bag(items=items):
                pending += items
            case Instance(attributes=attributes):
                pending += [t for _, held in attributes for t in held]
            case _:
                pass
    return frozenset(found)


def carries(tokens: Tokens) -> bool:
    """Whether they lead to a resource or a temporary path."""
    return any(isinstance(t, Ref | Spot) for t in flat(tokens))


def contents(tokens: Tokens) -> Tokens:
    """What iterating over them, or taking any item, may give."""
    found: set[Token] = set()
    for token in tokens:
        match token:
            case Row(items=rows):
                found |= {t for row in rows for t in row}
            case Bag(items=items):
                found |= items
            case _:
                pass
    return frozenset(found)


def renamed_in(tokens: Tokens, by: Mapping[Resource, Resource]) -> Tokens:
    """The tokens with resources under their new names; a descriptor follows its file."""
    if not by:
        return tokens
    found: set[Token] = set()
    for token in tokens:
        match token:
            case Ref(resource=resource, role=role):
                found.add(Ref(by.get(resource, resource), role))
            case Row(items=items):
                found.add(Row(tuple(renamed_in(i, by) for i in items)))
            case Bag(items=items):
                found.add(Bag(renamed_in(items, by)))
            case Instance(cls=cls, attributes=attributes):
                found.add(Instance(cls, tuple((n, renamed_in(t, by)) for n, t in attributes)))
            case _:
                found.add(token)
    return frozenset(found)


class State:
    """What is known at one point of one path: what each place holds, and which resources are not released yet.

    Immutable; two equal states are one.
    """

    __slots__ = ("_hash", "held", "places")

    def __init__(self, places: dict[Value, Tokens], held: frozenset[Resource]) -> None:
        self.places = places
        self.held = held
        self._hash = hash((frozenset(places.items()), held))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, State) and self.held == other.held and self.places == other.places

    @property
    def tracks(self) -> bool:
        """Whether anything at all is followed here."""
        return bool(self.held) or any(carries(t) for t in self.places.values())

    def get(self, place: Value) -> Tokens:
        return self.places.get(place, NOTHING)

    def put(self, place: Value, tokens: Tokens) -> State:
        """The place now holds `tokens`; what was known of its attributes is forgotten."""
        if self.places.get(place, NOTHING) == tokens and not any(_part_of(p, place) for p in self.places):
            return self
        places = {p: t for p, t in self.places.items() if p != place and not _part_of(p, place)}
        if tokens:
            places[place] = tokens
        return State(places, self.held)

    def add(self, place: Value, tokens: Tokens) -> State:
        """The place may also hold `tokens`."""
        return State({**self.places, place: self.get(place) | tokens}, self.held)

    def hold(self, resource: Resource) -> State:
        return State(self.places, self.held | {resource})

    def drop(self, resources: frozenset[Resource]) -> State:
        return State(self.places, self.held - resources) if resources & self.held else self

    def owned(self, tokens: Tokens) -> frozenset[Resource]:
        """The unreleased resources that removing what the tokens name would remove."""
        keys = {t.key for t in flat(tokens) if isinstance(t, Spot)}
        named = {t.resource for t in flat(tokens) if isinstance(t, Ref) and t.role not in {"inside", "handle"}}
        return frozenset(r for r in self.held if r in named or (r.key and r.key in keys))

    def reached(self, tokens: Tokens) -> frozenset[Resource]:
        """The unreleased resources that the tokens lead to in any way, an open file on them left out."""
        keys = {t.key for t in flat(tokens) if isinstance(t, Spot)}
        keys |= {k for t in flat(tokens) if isinstance(t, Spot) for k in t.within}
        named = {t.resource for t in flat(tokens) if isinstance(t, Ref) and t.role != "handle"}
        return frozenset(r for r in self.held if r in named or (r.key and r.key in keys))


def _part_of(place: Value, whole: Value) -> bool:
    return isinstance(place, Attr) and (place.base == whole or _part_of(place.base, whole))
