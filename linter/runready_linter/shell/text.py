"""Words once their variables are followed: literal text with holes where a value is read or not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from runready_linter.facts import Expansion, Part, Substitution
from runready_linter.findings import Span
from runready_linter.resolved import Env, Literal, Resolved, Unknown

#: Holes are written into the text as characters of a private-use area, so that it can be split like any other text.
_FIRST, _LAST = 0xE000, 0xF8FF

Hole = Env | Unknown


@dataclass(frozen=True, slots=True)
class Text:
    """A word.

    Args:
        pattern: its text; each hole is one private-use character that says which of `holes` it is.
        at: where the word stands.
        origin: where its literal text comes from, if a variable brought it here.
        pieces: where in it the literals begin that it is put together of, and where each of those stands.
    """

    pattern: str
    holes: tuple[Hole, ...]
    at: Span
    origin: Span | None = None
    pieces: tuple[tuple[int, Span], ...] = field(default=(), compare=False)

    @property
    def known(self) -> str | None:
        """The text, None where a part of it is not literal."""
        return None if any(_is_hole(c) for c in self.pattern) else self.pattern

    @property
    def value(self) -> Resolved:
        """What the word is: a literal, one read of a variable, or not known."""
        if self.known is not None:
            return Literal(self.pattern, self.origin or self.at)
        if len(self.pattern) == 1:
            return self.holes[ord(self.pattern) - _FIRST]
        begins = next((self.pattern[:i] for i, c in enumerate(self.pattern) if _is_hole(c)), self.pattern)
        return Unknown("put together from several parts", begins)

    def part(self, pattern: str) -> Text:
        """A piece of this word: `pattern` is a piece of its pattern."""
        return replace(self, pattern=pattern, pieces=())

    def place(self, offset: int) -> Span:
        """Where the literal stands that has the character at this offset."""
        return next((at for start, at in reversed(self.pieces) if start <= offset), self.at)

    def words(self) -> list[Text]:
        """The words that an unquoted expansion would make of it."""
        return [self.part(piece) for piece in self.pattern.split()]

    @property
    def opaque(self) -> bool:
        """Whether it may be any words at all, options included."""
        if len(self.pattern) != 1 or self.known is not None:
            return False
        hole = self.holes[ord(self.pattern) - _FIRST]
        return not (isinstance(hole, Env) and isinstance(hole.default, Literal) and not _optional(hole.default))


def _optional(default: Literal) -> bool:
    return str(default.value).startswith("-") or " " in str(default.value)


def plain(text: str, at: Span, origin: Span | None = None) -> Text:
    """A word that is nothing but text."""
    return Text("".join("?" if _is_hole(c) else c for c in text), (), at, origin)


def hole(value: Hole, at: Span) -> Text:
    """A word that is one value."""
    return Text(chr(_FIRST), (value,), at)


def joined(words: Iterable[Text], at: Span, between: str = " ") -> Text:
    """Words on one line, one blank between two, or what else is to stand between them."""
    pattern, holes, origin = "", tuple[Hole, ...](), None
    for word in words:
        moved, holes = _append(word, holes)
        pattern = f"{pattern}{between}{moved}" if pattern else moved
        origin = origin or word.origin
    return Text(pattern, holes, at, origin)


def resolve(parts: Iterable[Part], variables: Mapping[str, Text], at: Span, outer: tuple[Hole, ...] = ()) -> Text:
    """A word with its variables followed.

    Args:
        variables: what is known of them; any other is read from the environment when the service runs.
        at: where the word stands.
        outer: the holes that its literal text already has, if it stands in a text that was resolved before.
    """
    pattern, holes, origin = "", outer, None
    for part in parts:
        if isinstance(part, str):
            pattern += part if outer else plain(part, at).pattern
            continue
        found = _expanded(part, variables, at)
        moved, holes = _append(found, holes)
        pattern += moved
        origin = origin or found.origin
    return Text(pattern, holes, at, origin)


def _expanded(part: Expansion | Substitution, variables: Mapping[str, Text], at: Span) -> Text:
    if isinstance(part, Substitution):
        return hole(Unknown("made by a command"), at)
    known = variables.get(part.name)
    if known is not None and (known.pattern or part.default is None):
        return known
    if known is not None and part.default is not None:
        return resolve(part.default, variables, at)
    default = None if part.default is None else resolve(part.default, variables, at).value
    return hole(Env(part.name, default, at), at)


def _append(word: Text, holes: tuple[Hole, ...]) -> tuple[str, tuple[Hole, ...]]:
    """A word's pattern with its holes renumbered behind `holes`, and all holes."""
    if not word.holes:
        return word.pattern, holes
    if len(holes) + len(word.holes) > _LAST - _FIRST:
        return "".join("?" if _is_hole(c) else c for c in word.pattern), holes
    moved = "".join(chr(ord(c) + len(holes)) if _is_hole(c) else c for c in word.pattern)
    return moved, holes + word.holes


def _is_hole(char: str) -> bool:
    return _FIRST <= ord(char) <= _LAST
