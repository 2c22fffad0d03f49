"""The scope that is being read: what its names mean, and the facts gathered in it so far."""

from __future__ import annotations

import builtins
from dataclasses import dataclass, field
from typing import Literal

from runready_linter.facts import MODULE, Binding, CallSite, Loc, Store
from runready_linter.python.names import Names
from runready_linter.values import Choice, Global, Imported, Local, Param, Value

_BUILTINS = frozenset(dir(builtins))


@dataclass(slots=True)
class Scope:
    """A module, class or function body while it is read; frozen into facts when it is done.

    `qualname` is the function that its code runs in for a class body too: `record` leads to the function-like scope
    that gathers calls and stores.
    """

    kind: Literal["module", "class", "function"]
    qualname: str
    parent: Scope | None
    names: Names
    record: Record
    params: frozenset[str] = frozenset()
    bindings: dict[str, list[Binding]] = field(default_factory=dict)
    #: Names bound by the comprehensions being read, innermost last.
    comprehensions: list[dict[str, Value]] = field(default_factory=list)
    methods: dict[str, str] = field(default_factory=dict)

    def bind(self, name: str, binding: Binding) -> None:
        self.bindings.setdefault(name, []).append(binding)

    @property
    def module(self) -> Scope:
        scope = self
        while scope.parent is not None:
            scope = scope.parent
        return scope

    def prefix(self) -> str:
        """What stands before the qualname of a function or class defined here."""
        return "" if self.kind == "module" else f"{self.qualname}."


@dataclass(slots=True)
class Record:
    """What a function-like body did: its calls, stores, returns and yields."""

    qualname: str
    loc: Loc
    calls: list[CallSite] = field(default_factory=list)
    stores: list[Store] = field(default_factory=list)
    returns: list[Value] = field(default_factory=list)
    yields: list[Value] = field(default_factory=list)
    guards: list[Value] = field(default_factory=list)
    is_generator: bool = False


def meaning(name: str, scope: Scope) -> Value:
    """What a name stands for where it is read."""
    here: Scope | None = scope
    while here is not None:
        for table in reversed(here.comprehensions):
            if name in table:
                return table[name]
        if here.kind == "module":
            break
        if here.kind == "class":
            # A class body's names are seen by itself only, not by its methods.
            if here is scope and name in here.names.bound and name in here.bindings:
                return _together([b.value for b in here.bindings[name]])
        elif name in here.names.globals_:
            return module_meaning(name, scope.module)
        elif name in here.names.bound:
            return _imports_only(here, name) or Local(here.qualname, name)
        elif name in here.params:
            return Param(here.qualname, name)
        here = here.parent
    return module_meaning(name, scope.module)


def module_meaning(name: str, module: Scope) -> Value:
    """What a name of the module's own level stands for."""
    if name in module.names.bound or name in module.bindings:
        return _imports_only(module, name) or Global(name)
    if name in _BUILTINS:
        return Imported(f"builtins.{name}")
    # Perhaps from a star import, or bound by a function through `global`: linking knows.
    return Global(name)


def _imports_only(scope: Scope, name: str) -> Value | None:
    """The imported thing, where imports alone bind the name (`try: import a except ImportError: import b`)."""
    bindings = scope.bindings.get(name, [])
    values = [b.value for b in bindings if b.kind == "import"]
    # `except ImportError: name = None` is the usual way to make an import optional.
    others = [b for b in bindings if b.kind != "import" and getattr(b.value, "value", b) is not None]
    if not values or others:
        return None
    return _together(values)


def _together(values: list[Value]) -> Value:
    unique = tuple(dict.fromkeys(values))
    return unique[0] if len(unique) == 1 else Choice(unique)


def nonlocal_owner(name: str, scope: Scope) -> str:
    """The qualname of the function whose local a `nonlocal` name is."""
    here = scope.parent
    while here is not None and here.kind != "module":
        if here.kind == "function" and (name in here.names.bound or name in here.params):
            return here.qualname
        here = here.parent
    return MODULE
