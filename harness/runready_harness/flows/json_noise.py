"""The noise mask of JSON: a pattern made from two undisturbed documents, and what does not fit it in a third.

- Equal values must stay. A value that differed may be any of the same kind: an id may change, it may not become `null`.
- Keys that only one run had are noise, and so are further ones beside them.
- Lists of one length are compared item by item; the same items in another order are no difference (sets have no order).
- A list whose length differed grows somewhere that outlives the instance. It must not become empty, and what the flow
  itself sent and found in it both times must still be there.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from runready_harness.flows.normal import TIME, is_epoch


@dataclass(frozen=True, slots=True)
class Fixed:
    """The same in both runs; a list or mapping here holds no noise."""

    value: Any


@dataclass(frozen=True, slots=True)
class Varies:
    """Another value each time, of these kinds."""

    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Members:
    """A mapping: the keys of both runs; `open` where either had others besides, `filled`: empty in neither."""

    known: tuple[tuple[str, Pattern], ...]
    open: bool
    filled: bool


@dataclass(frozen=True, slots=True)
class Items:
    """A list of one length."""

    items: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Growing:
    """A list of another length each time; `filled`: empty in neither run; `echoes`: what the flow sent and found."""

    filled: bool
    echoes: tuple[str, ...]


Pattern = Fixed | Varies | Members | Items | Growing


@dataclass(frozen=True, slots=True)
class Misfit:
    """A place (`$.items[0].text`) where a document does not fit; `before` and `after` as JSON, None where missing."""

    place: str
    before: str | None
    after: str | None


def pattern(one: Any, two: Any, sent: Sequence[str] = ()) -> Pattern:
    """What two undisturbed documents have in common. `sent`: texts that the flow sent up to this answer."""
    if _is_time(one) and _is_time(two):
        return Varies(frozenset({kind(one), kind(two)}))
    if isinstance(one, dict) and isinstance(two, dict):
        known = tuple((key, pattern(one[key], two[key], sent)) for key in one if key in two)
        return Members(known, open=one.keys() != two.keys(), filled=bool(one and two))
    if isinstance(one, list) and isinstance(two, list):
        if len(one) == len(two):
            if _bag(one) == _bag(two):
                return Items(tuple(pattern(item, item, sent) for item in one))
            return Items(tuple(pattern(a, b, sent) for a, b in zip(one, two, strict=True)))
        texts = [set(_texts(one)), set(_texts(two))]
        echoes = tuple(word for word in sent if all(any(word in text for text in each) for each in texts))
        return Growing(filled=bool(one and two), echoes=echoes)
    if canonical(one) == canonical(two):
        return Fixed(one)
    return Varies(frozenset({kind(one), kind(two)}))


def misfits(wanted: Pattern, before: Any, after: Any, place: str = "$") -> Iterator[Misfit]:
    """Where `after` does not fit the pattern; `before` is the first undisturbed document, for showing."""
    match wanted:
        case Fixed(value):
            if canonical(value) != canonical(after):
                yield _misfit(place, before, after)
        case Varies(kinds):
            if kind(after) not in kinds:
                yield _misfit(place, before, after)
        case Members(known, more, filled):
            if not isinstance(after, dict):
                yield _misfit(place, before, after)
                return
            for key, inner in known:
                if key in after:
                    yield from misfits(inner, before[key], after[key], _member(place, key))
                else:
                    yield Misfit(_member(place, key), _shown(before[key]), None)
            if more:
                if filled and not after:
                    yield _misfit(place, before, after)
                return
            for key in after.keys() - {key for key, _ in known}:
                yield Misfit(_member(place, key), None, _shown(after[key]))
        case Items(items):
            yield from _item_misfits(items, before, after, place)
        case Growing(filled, echoes):
            if not isinstance(after, list) or (filled and not after):
                yield _misfit(place, before, after)
                return
            texts = list(_texts(after))
            for word in echoes:
                if not any(word in text for text in texts):
                    yield Misfit(place, f"… {_shown(word)} …", _shown(after))


def _item_misfits(items: tuple[Pattern, ...], before: list[Any], after: Any, place: str) -> Iterator[Misfit]:
    if not isinstance(after, list) or len(after) != len(items):
        yield _misfit(place, before, after)
        return
    if len(items) > 1 and _bag(before) == _bag(after):
        return
    for index, (inner, old, new) in enumerate(zip(items, before, after, strict=True)):
        yield from misfits(inner, old, new, f"{place}[{index}]")


def kind(value: Any) -> str:
    """What a value is, as far as noise may change it; empty ones are kinds of their own, so that a loss shows."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int() | float():
            return "number"
        case str():
            return "text" if value else "empty text"
        case list():
            return "list" if value else "empty list"
        case _:
            return "mapping" if value else "empty mapping"


def canonical(value: Any) -> str:
    """Equal for equal JSON, whatever the order of keys."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def _bag(items: list[Any]) -> Counter[str]:
    return Counter(map(canonical, items))


def _is_time(value: Any) -> bool:
    if isinstance(value, str):
        return value == TIME
    return isinstance(value, int | float) and not isinstance(value, bool) and is_epoch(value)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


def _misfit(place: str, before: Any, after: Any) -> Misfit:
    return Misfit(place, _shown(before), _shown(after))


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 300 else text[:299] + "…"


def _member(place: str, key: str) -> str:
    return f"{place}.{key}" if re.fullmatch(r"[A-Za-z_]\w*", key) else f"{place}[{json.dumps(key)}]"
