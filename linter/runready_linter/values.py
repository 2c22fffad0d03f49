"""Expressions without their trees: what a front end makes of source, and what linking turns into meaning.

A front end cannot know what `settings.PORT` is, since `settings` is another file. It writes down the expression as a
small frozen value; linking (`runready_linter.link`) follows it through the project. Nothing here knows a library.

A value is plain data: hashable, comparable, picklable, and made from one file's content alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeVar, dataclass_transform

Scalar = str | int | float | bool | bytes | None


class Node:
    """What every value has: a place for its hash, which is asked for often and would visit the whole value."""

    __slots__ = ("_hash",)


T = TypeVar("T", bound=type[Node])


@dataclass_transform(frozen_default=True)
def node(cls: T) -> T:
    """Makes a class of values: a frozen, slotted data class whose hash is computed once.

    The hash is no field: it is neither compared nor pickled, since texts hash differently in each process.
    """
    made = dataclass(frozen=True, slots=True)(cls)
    whole = made.__hash__

    def remembered(self: Node) -> int:
        try:
            return self._hash  # type: ignore[attr-defined, no-any-return]
        except AttributeError:
            found = whole(self)
            object.__setattr__(self, "_hash", found)
            return found

    made.__hash__ = remembered  # type: ignore[method-assign, assignment]
    return made  # type: ignore[return-value]


@node
class Const(Node):
    """A literal, with the line that it stands on (0: made up, such as a framework's own default)."""

    value: Scalar
    line: int = 0


@node
class Global(Node):
    """A name of the module's own top level."""

    name: str


@node
class Imported(Node):
    """Something imported: `flask.Flask`, or `.state.JOBS` with one leading dot per level of a relative import.

    `builtins.dict` for a builtin that nothing shadows.
    """

    path: str


@node
class Local(Node):
    """A local variable of the function `scope` (its qualified name in the module); its assignments are in
    `Function.locals`."""

    scope: str
    name: str


@node
class Param(Node):
    """A parameter of the function `scope`."""

    scope: str
    name: str


@node
class Attr(Node):
    base: Value
    name: str


@node
class Item(Node):
    """A subscript; `key` is Opaque for a slice."""

    base: Value
    key: Value


@node
class Call(Node):
    """A call as a value. `keywords` holds (name, value) pairs, with the name `**` for an unpacked mapping; an
    unpacked positional is an `Element` of what is unpacked. `scope` is the function-like body that runs it; with
    `line` and `column` it tells two calls apart."""

    callee: Value
    args: tuple[Value, ...] = ()
    keywords: tuple[tuple[str, Value], ...] = ()
    scope: str = ""
    line: int = 0
    column: int = 0


@node
class Seq(Node):
    """A display or comprehension: a fresh container each time that it is evaluated. `items` may be cut short for a
    long one (`partial`), and is empty and partial for a comprehension."""

    kind: Literal["list", "tuple", "set"]
    items: tuple[Value, ...] = ()
    scope: str = ""
    line: int = 0
    column: int = 0
    partial: bool = False


@node
class Table(Node):
    """A dictionary display or comprehension."""

    pairs: tuple[tuple[Value, Value], ...] = ()
    scope: str = ""
    line: int = 0
    column: int = 0
    partial: bool = False


@node
class Join(Node):
    """Text put together: an f-string, `+` with a text, `%`, `.format`, `os.path.join` is left a `Call`."""

    parts: tuple[Value, ...]


@node
class Binary(Node):
    """Another binary operation; `op` is its Python sign."""

    op: str
    left: Value
    right: Value


@node
class Choice(Node):
    """One of several: `a or b`, a conditional expression, a name that is bound more than once.

    `test` is the condition of a conditional expression, whose first option is the one for which it holds.
    """

    options: tuple[Value, ...]
    kind: Literal["or", "and", "if", "bindings"] = "bindings"
    test: Value | None = None


@node
class Element(Node):
    """What iterating over `of` gives."""

    of: Value


@node
class Entered(Node):
    """What `with of as x` binds to x."""

    of: Value


@node
class Lambda(Node):
    """A lambda; `scope` is its qualified name among the module's functions."""

    scope: str


@node
class Defined(Node):
    """The function or class that a `def` or `class` statement of this module makes."""

    qualname: str


@node
class Elsewhere(Node):
    """A value of another file: made by linking only, when an argument is put in a parameter's place."""

    path: str
    value: Value


@node
class Opaque(Node):
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
