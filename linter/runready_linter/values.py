"""Expressions without their trees: what a front end makes of source, and what linking turns into meaning.

A front end cannot know what `settings.PORT` is, since `settings` is another file. It writes down the expression as a
small frozen value; linking (`runready_linter.link`) follows it through the project. Nothing here knows a library.

A value is plain data: hashable, comparable, picklable, and made from one file's content alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Scalar = str | int | float | bool | bytes | None


@dataclass(frozen=True, slots=True)
class Const:
    """A literal, with the line that it stands on (0: made up, such as a framework's own default)."""

    value: Scalar
    line: int = 0


@dataclass(frozen=True, slots=True)
class Global:
    """A name of the module's own top level."""

    name: str


@dataclass(frozen=True, slots=True)
class Imported:
    """Something imported: `flask.Flask`, or `.state.JOBS` with one leading dot per level of a relative import.

    `builtins.dict` for a builtin that nothing shadows.
    """

    path: str


@dataclass(frozen=True, slots=True)
class Local:
    """A local variable of the function `scope` (its qualified name in the module); its assignments are in
    `Function.locals`."""

    scope: str
    name: str


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter of the function `scope`."""

    scope: str
    name: str


@dataclass(frozen=True, slots=True)
class Attr:
    base: Value
    name: str


@dataclass(frozen=True, slots=True)
class Item:
    """A subscript; `key` is Opaque for a slice."""

    base: Value
    key: Value


@dataclass(frozen=True, slots=True)
class Call:
    """A call as a value. `keywords` holds (name, value) pairs, with the name `**` for an unpacked mapping; an
    unpacked positional is an `Element` of what is unpacked. `scope` is the function-like body that runs it; with
    `line` and `column` it tells two calls apart."""

    callee: Value
    args: tuple[Value, ...] = ()
    keywords: tuple[tuple[str, Value], ...] = ()
    scope: str = ""
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Seq:
    """A display or comprehension: a fresh container each time that it is evaluated. `items` may be cut short for a
    long one (`partial`), and is empty and partial for a comprehension."""

    kind: Literal["list", "tuple", "set"]
    items: tuple[Value, ...] = ()
    scope: str = ""
    line: int = 0
    column: int = 0
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A dictionary display or comprehension."""

    pairs: tuple[tuple[Value, Value], ...] = ()
    scope: str = ""
    line: int = 0
    column: int = 0
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Join:
    """Text put together: an f-string, `+` with a text, `%`, `.format`, `os.path.join` is left a `Call`."""

    parts: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Binary:
    """Another binary operation; `op` is its Python sign."""

    op: str
    left: Value
    right: Value


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several: `a or b`, a conditional expression, a name that is bound more than once."""

    options: tuple[Value, ...]
    kind: Literal["or", "and", "if", "bindings"] = "bindings"


@dataclass(frozen=True, slots=True)
class Element:
    """What iterating over `of` gives."""

    of: Value


@dataclass(frozen=True, slots=True)
class Entered:
    """What `with of as x` binds to x."""

    of: Value


@dataclass(frozen=True, slots=True)
class Lambda:
    """A lambda; `scope` is its qualified name among the module's functions."""

    scope: str


@dataclass(frozen=True, slots=True)
class Defined:
    """The function or class that a `def` or `class` statement of this module makes."""

    qualname: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A value of another file: made by linking only, when an argument is put in a parameter's place."""

    path: str
    value: Value


@dataclass(frozen=True, slots=True)
class Opaque:
    """An expression that nothing looks into."""

    what: str = ""


Value = (
    Const
    | Global
    | Imported
    | Local
    | Param
    | Attr
    | Item
    | Call
    | Seq
    | Table
    | Join
    | Binary
    | Choice
    | Element
    | Entered
    | Lambda
    | Defined
    | Elsewhere
    | Opaque
)
