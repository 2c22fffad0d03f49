"""What a value turned out to be, and what operations make of it: conversions, `or`, texts that are put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from runready_linter.findings import Span
from runready_linter.resolved import Env, Literal, Resolved, Unknown
from runready_linter.shell.text import Text, hole, joined, plain

#: What a value turned out to be; a `Text` is put together from literal parts and others.
Traced = Resolved | Text


def reads(names: tuple[str, ...], defaults: Iterable[Traced], at: Span | None, number: bool) -> list[Traced]:
    """Reads of a variable, one for each thing that may stand in for it."""
    found: list[Traced] = []
    plain_defaults: list[Resolved | None] = [*(d.value if isinstance(d, Text) else d for d in defaults)] or [None]
    for default in plain_defaults:
        read: Resolved | None = None if isinstance(default, Literal) and default.value is None else default
        for name in reversed(names):
            read = Env(name, read, at, number)
        assert read is not None
        found.append(read)
    return found


def either(left: Traced, right: tuple[Traced, ...]) -> Iterable[Traced]:
    """`left or right`."""
    match left:
        case Literal(value=value):
            return (left,) if value else right
        case Env(default=None):
            return [replace(left, default=r.value if isinstance(r, Text) else r) for r in right] or (left,)
        case Env(default=inner) if inner is not None:
            return [replace(left, default=d.value if isinstance(d, Text) else d) for d in either(inner, right)]
        case Unknown():
            return (left, *right)
        case _:
            return (left,)


def converted(dotted: str, traced: Traced) -> Traced:
    match traced:
        case Env(default=default):
            inner = converted(dotted, default) if default is not None else None
            return replace(
                traced, default=inner.value if isinstance(inner, Text) else inner, number=dotted != "builtins.str"
            )
        case Literal(value=str() | int() | float() as scalar, at=at) if not isinstance(scalar, bool):
            try:
                return Literal({"int": int, "str": str, "float": float}[dotted.rpartition(".")[2]](scalar), at)
            except (ValueError, OverflowError):
                return Unknown("no number")
        case Text() if dotted == "builtins.str":
            return traced
        case Literal(value=None):
            return Unknown("no number")
        case _:
            return Unknown("not followed")


def mapped(traced: Traced, change: Callable[[str], str]) -> Traced:
    """A text after a method that gives another text: in its literal parts, and in what stands in for a variable."""
    match traced:
        case Literal(value=str(text)):
            return replace(traced, value=change(text))
        case Env(default=Literal(value=str(text)) as default):
            return replace(traced, default=replace(default, value=change(text)))
        case Text(pattern=pattern):
            return replace(traced, pattern=change(pattern))
        case _:
            return traced


def put_together(parts: Iterable[Traced]) -> Traced:
    """Parts as one text: a literal where all are, the one value that it is, else a text with holes."""
    nowhere = Span("", 0)
    words: list[Text] = []
    pieces: list[tuple[int, Span]] = []
    at: Span | None = None
    for part in parts:
        begins = sum(len(word.pattern) for word in words)
        match part:
            case Text():
                words.append(part)
                at = at or (part.at if part.at.line else None)
                pieces += [(begins + offset, span) for offset, span in part.pieces]
            case Literal(value=value, at=place):
                words.append(plain("" if value is None else str(value), nowhere))
                at = at or place
                if place is not None:
                    pieces += [(begins + offset, span) for offset, span in part.pieces] or [(begins, place)]
            case _:
                words.append(hole(part, nowhere))
    text = joined(words, at or nowhere, between="")
    if text.known is not None:
        return Literal(text.known, at, tuple(pieces))
    return text.value if len(text.pattern) == 1 else replace(text, pieces=tuple(pieces))
