"""What an expression may be once linked: abstract objects, named by where they are made.

A container made in a function is a fresh one at each call; the same display at a module's top level is one object for
the life of the process. So an object carries its site, and whoever asks decides what that means.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal as Lit

from runready_linter.findings import Span
from runready_linter.values import Call, Scalar


@dataclass(frozen=True, slots=True)
class Site:
    """Where an object is made: a file, the function-like scope that runs it, and the position."""

    path: str
    scope: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Known:
    """A scalar literal."""

    value: Scalar
    at: Span | None = None


@dataclass(frozen=True, slots=True)
class EnvVar:
    """What an environment variable holds. What stands in for one that is not set, `tracing` tells."""

    name: str
    at: Span | None = None


@dataclass(frozen=True, slots=True)
class External:
    """A library's module, class or function by its dotted path. An attribute of what a library's callable made is
    named as if it were an attribute of the callable: `flask.Flask.run`."""

    path: str


@dataclass(frozen=True, slots=True)
class Made:
    """What calling a library's `path` gave; `call` and `site` say where."""

    path: str
    site: Site
    call: Call


@dataclass(frozen=True, slots=True)
class Container:
    """A list, dictionary or set display or comprehension."""

    kind: Lit["list", "dict", "set", "tuple"]
    site: Site


@dataclass(frozen=True, slots=True)
class ModuleObject:
    """A module of the project."""

    path: str


@dataclass(frozen=True, slots=True)
class FunctionObject:
    """A function of the project; `receiver` is what a bound method is bound to."""

    path: str
    qualname: str
    receiver: Object | None = None


@dataclass(frozen=True, slots=True)
class ClassObject:
    path: str
    qualname: str


@dataclass(frozen=True, slots=True)
class InstanceObject:
    """An instance of a class of the project; no `site` where it is not known who makes it (`self` in a method)."""

    cls: ClassObject
    site: Site | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """What an instance's attribute holds, where it was made by the instance's own methods."""

    owner: InstanceObject
    name: str
    what: Object


@dataclass(frozen=True, slots=True)
class Inside:
    """Something taken out of a container or an external object: an item, an element, an attribute."""

    of: Object


Object = (
    Known
    | EnvVar
    | External
    | Made
    | Container
    | ModuleObject
    | FunctionObject
    | ClassObject
    | InstanceObject
    | Held
    | Inside
)
