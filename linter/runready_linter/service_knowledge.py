"""Records of the tables about what a service keeps or runs in its own process: keys, backends, work beside requests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Place = tuple[int, str]


@dataclass(frozen=True, slots=True)
class RandomKeys:
    """Where values come from that differ from process to process, and what a signing key is called.

    Args:
        sources: dotted paths of callables that give another value each time.
        wrappers: last names of callables whose result is as random as their arguments.
        names: what variables, settings, attributes and keywords for a key are called, as a regular expression.
        sinks: by dotted path, callables that take a key, and where it stands.
        savers: last names of calls by which a function keeps what it made outside of the process.
    """

    sources: frozenset[str] = frozenset()
    wrappers: frozenset[str] = frozenset()
    names: str = r"$^"
    sinks: Mapping[str, Place] = field(default_factory=dict)
    savers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class BackgroundWork:
    """What goes on beside the requests.

    Args:
        starters: by dotted path, callables or methods that start such work, with what it is (`thread`, `task` ...).
        request_starters: how a handler writes such a starter, where the parameter's type is not told, with its row.
        after_response: dotted paths of a framework's own ways to do something after the response.
        scheduled: last names of decorators that run a function again and again.
        releasing: names of functions that only release something, as a regular expression.
    """

    starters: Mapping[str, str] = field(default_factory=dict)
    request_starters: Mapping[str, str] = field(default_factory=dict)
    after_response: frozenset[str] = frozenset()
    scheduled: Mapping[str, str] = field(default_factory=dict)
    releasing: str = r"$^"


@dataclass(frozen=True, slots=True)
class BackendSetting:
    """A framework's setting that chooses where something is kept.

    Args:
        keeps: what it is for, as a message names it (`sessions`, `the cache`).
        users: top-level packages of which the project imports one, or which its settings name; () for any.
        local: values that keep it in the process or on its disk: whole texts, or beginnings that end with `*`.
        shape: the value itself is the choice (`text`), or an entry `key` of the mapping, or of the mappings in it
            (`nested`).
    """

    keeps: str
    users: tuple[str, ...] = ()
    local: tuple[str, ...] = ()
    shape: Literal["text", "nested"] = "text"
    key: str = ""


@dataclass(frozen=True, slots=True)
class BackendCall:
    """A constructor that chooses where something is kept.

    Args:
        keeps: what it is for.
        choice: where the argument stands that names the place (a URL, a backend's name); None: it is always local,
            unless one of `unless` is given.
        local: values of that argument that are local: whole texts or dotted paths, or beginnings that end with `*`.
        by_default: leaving the argument out is local.
        unless: keywords, settings, or methods called on the object, that name another place.
    """

    keeps: str
    choice: Place | None = None
    local: tuple[str, ...] = ()
    by_default: bool = False
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Backends:
    """What keeps sessions, caches, limits, queues and jobs, and when that is this process or its disk.

    Args:
        switches: by the key of an option that is switched on in a mapping: what is then kept in the process, and the
            options that would name another place.
    """

    settings: Mapping[str, BackendSetting] = field(default_factory=dict)
    calls: Mapping[str, tuple[BackendCall, ...]] = field(default_factory=dict)
    switches: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
