"""What differs from platform to platform, as data: how codes are judged, and which facts a comparison shows."""

from __future__ import annotations

import functools
import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import Any

from runready_rules.platforms.profile import Fact, Profile

_GIB, _GB = 1024**3, 1000**3


@dataclass(frozen=True, slots=True)
class Judgement:
    """A code that is judged otherwise from platform to platform: by which facts (dotted paths in a profile), how on each
    platform, and why."""

    code: str
    facts: tuple[str, ...]
    why: str
    on: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Comparable:
    """A fact that a comparison shows. `words` stand for no and yes, or for one value and what to say instead; `whole`: it
    bears on the service as a whole, and on no place in particular."""

    path: str
    title: str
    unit: str = ""
    words: tuple[str, ...] = ()
    whole: bool = False

    def of(self, profile: Profile) -> Fact[Any]:
        """The fact in a profile."""
        return fact_at(profile, self.path)

    def said(self, profile: Profile) -> str:
        """The fact's value in words."""
        value = self.of(profile).value
        match value:
            case bool():
                return self.words[value]
            case float() if math.isinf(value):
                return "no limit"
            case tuple():
                named = [self.words[1] if self.words[:1] == (each,) else str(each) for each in value]
                return ", ".join(named) or "none"
            case int() if self.unit == "bytes":
                return f"{value // _GIB} GiB" if value % _GIB == 0 else f"{value / _GB:g} GB"
            case int() | float():
                return f"{value:g} {self.unit}".rstrip()
            case _:
                return str(value)


def fact_at(profile: Profile, path: str) -> Fact[Any]:
    """A fact of a profile by its dotted path."""
    found: Any = profile
    for name in path.split("."):
        found = getattr(found, name)
    assert isinstance(found, Fact), path
    return found


@functools.lru_cache
def _tables() -> Mapping[str, Any]:
    file = resources.files("runready_rules.platforms") / "judgements.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@functools.lru_cache
def judgements() -> Mapping[str, Judgement]:
    """Every code that is judged otherwise somewhere, by its code."""
    return MappingProxyType(
        {
            row["code"]: Judgement(row["code"], tuple(row["facts"]), row["why"], MappingProxyType(row["on"]))
            for row in _tables()["judgement"]
        }
    )


@functools.lru_cache
def comparables() -> tuple[Comparable, ...]:
    """The facts that a comparison shows, in its order."""
    return tuple(
        Comparable(row["path"], row["title"], row.get("unit", ""), tuple(row.get("words", ())), row.get("whole", False))
        for row in _tables()["fact"]
    )


def differing(one: Profile, other: Profile) -> tuple[Comparable, ...]:
    """Those of the facts in which two platforms differ."""
    return tuple(each for each in comparables() if each.of(one).value != each.of(other).value)
