"""Records of the tables about request-time state: what frameworks run when, and what an object's verbs change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

#: When a function runs: while a request is served, at start or stop, on its own beside the requests (a thread or job
#: that start-up began), in another process (a task queue's worker), or in a test.
When = Literal["serving", "start", "background", "elsewhere", "test"]


@dataclass(frozen=True, slots=True)
class Frameworks:
    """How functions are handed to frameworks.

    Args:
        takers: by dotted path, decorators and callables that take a function (or class, or instance) over.
        names: the same by their last name alone, for objects that could not be followed (`self.app.route`).
        verbs: last names that take a function over where a URL path is their first argument (`get`, `post`).
        keywords: keywords whose value is such a function, whatever is called (`lifespan`, `on_startup`).
        bases: beginnings of the dotted paths of base classes whose methods the framework calls.
        methods: methods that run at another time than the rest of such a class (`__init__` of a middleware).
        spawners: by dotted path, callables that run a function or coroutine on its own; `spawner_names` by last name.
        requests: last names of the types of a request (or connection) among a function's parameters.
        signatures: the first parameters of functions that a server calls by convention.
        copies_defaults: last names of takers that hand a copy of a parameter's default to each call.
        factory_names: names that an application factory has by convention, as a regular expression.
        start_names: names that a function has by convention when it runs at start, as a regular expression.
    """

    takers: Mapping[str, When] = field(default_factory=dict)
    names: Mapping[str, When] = field(default_factory=dict)
    verbs: frozenset[str] = frozenset()
    keywords: Mapping[str, When] = field(default_factory=dict)
    bases: tuple[tuple[str, When], ...] = ()
    methods: Mapping[str, Mapping[str, When]] = field(default_factory=dict)
    spawners: frozenset[str] = frozenset()
    spawner_names: frozenset[str] = frozenset()
    requests: frozenset[str] = frozenset()
    signatures: tuple[tuple[str, ...], ...] = ()
    copies_defaults: frozenset[str] = frozenset()
    start_names: str = r"$^"
    factory_names: str = r"$^"


@dataclass(frozen=True, slots=True)
class Memory:
    """What objects hold, and which verbs change them.

    Args:
        kinds: by dotted path, callables whose result is our own memory, with the name of its verbs in `verbs`.
        verbs: by kind, the methods that change the object in place.
        functions: by dotted path, functions that change an argument in place: its position.
        clients: beginnings of the dotted paths of libraries whose objects are no memory of ours: external stores,
            metrics, loggers, locks, per-request and per-thread objects.
        impure: dotted paths of callables that give another value each time; what they give is no memo.
        identities: dotted paths of callables that identify a task, a thread or an object of this process; `passed_on` of
            those that may hold such an identity for whoever runs on its behalf.
    """

    kinds: Mapping[str, str] = field(default_factory=dict)
    verbs: Mapping[str, frozenset[str]] = field(default_factory=dict)
    functions: Mapping[str, int] = field(default_factory=dict)
    clients: tuple[str, ...] = ()
    impure: frozenset[str] = frozenset()
    identities: frozenset[str] = frozenset()
    passed_on: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Attributes:
    """What shares attributes between all requests, and what only looks like it.

    Args:
        holders: dotted paths of applications' own stores; an attribute or item that is set on them is everybody's.
        mappings: dotted paths of objects whose items (not attributes) are everybody's (`aiohttp.web.Application`).
        request_holders: endings of a handler's expression for such a store, where the parameter's type is not told.
        request_mappings: the same, of expressions whose items are everybody's.
        own_holders: by the beginning of the dotted paths of base classes, the attributes of `self` that are such stores.
        namespaces: callables that make an object whose attributes are set freely.
        keepers: decorators that keep a function's first result for all callers.
        injectors: last names of what fills a parameter with a function's result.
        copying_bases: beginnings of the dotted paths of base classes that give each instance its own copy of a class
            attribute, or read the attributes as a declaration.
        middleware_bases: beginnings of those of middleware, of which a framework makes one object.
        own_bases: beginnings of those whose instances are a thread's, a task's, or no memory (loggers).
    """

    holders: frozenset[str] = frozenset()
    mappings: frozenset[str] = frozenset()
    request_holders: tuple[str, ...] = ()
    request_mappings: tuple[str, ...] = ()
    own_holders: Mapping[str, frozenset[str]] = field(default_factory=dict)
    namespaces: frozenset[str] = frozenset()
    keepers: frozenset[str] = frozenset()
    injectors: frozenset[str] = frozenset()
    copying_bases: tuple[str, ...] = ()
    own_bases: tuple[str, ...] = ()
    middleware_bases: tuple[str, ...] = ()

    def request_holder(self, written: str) -> bool:
        """Whether an expression that begins with a parameter (`request.app.state`) is an application's store."""
        return bool(written) and written.endswith(self.request_holders)

    def request_mapping(self, written: str) -> bool:
        """Whether an expression that begins with a parameter (`request.app`) is an application whose items are kept."""
        return written in self.request_mappings
