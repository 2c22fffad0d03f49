"""What a function does, step by step: its control flow as small frozen data, with values for expressions.

`facts.Function` says what happens in a function, in no order; steps say in which order, on which branch, and what runs
when something raises. Only analyses that follow paths read them.
"""

from __future__ import annotations

from dataclasses import dataclass

from runready_linter.values import Value


@dataclass(frozen=True, slots=True)
class Do:
    """An expression evaluated for its effects."""

    value: Value
    line: int


@dataclass(frozen=True, slots=True)
class Assign:
    """`target = value`. The target is a name, an `Attr`, an `Item`, or a `Seq` of targets that unpacks."""

    target: Value
    value: Value
    line: int


@dataclass(frozen=True, slots=True)
class Branch:
    test: Value
    then: Block
    orelse: Block
    line: int


@dataclass(frozen=True, slots=True)
class Cases:
    """`match`: one of several blocks, or none where no pattern takes everything (`whole`)."""

    subject: Value
    blocks: tuple[Block, ...]
    whole: bool
    line: int


@dataclass(frozen=True, slots=True)
class Loop:
    """`for target in source` or, without a target, `while source`."""

    source: Value
    target: Value | None
    body: Block
    orelse: Block
    line: int


@dataclass(frozen=True, slots=True)
class Handler:
    """An `except` clause; no `types` for a bare one."""

    types: Value | None
    body: Block
    line: int


@dataclass(frozen=True, slots=True)
class Try:
    body: Block
    handlers: tuple[Handler, ...]
    orelse: Block
    final: Block
    line: int


@dataclass(frozen=True, slots=True)
class With:
    """One context manager around a body; several nest."""

    context: Value
    target: Value | None
    body: Block
    line: int


@dataclass(frozen=True, slots=True)
class Return:
    value: Value | None
    line: int


@dataclass(frozen=True, slots=True)
class Raise:
    value: Value | None
    line: int


@dataclass(frozen=True, slots=True)
class Break:
    line: int


@dataclass(frozen=True, slots=True)
class Continue:
    line: int


@dataclass(frozen=True, slots=True)
class Yield:
    """A generator hands a value out and waits: whoever consumes it may close it or throw into it here."""

    value: Value | None
    line: int


@dataclass(frozen=True, slots=True)
class Define:
    """A `def` inside the function, by its qualified name, with its decorators."""

    qualname: str
    decorators: tuple[Value, ...]
    line: int


Step = Do | Assign | Branch | Cases | Loop | Try | With | Return | Raise | Break | Continue | Yield | Define
Block = tuple[Step, ...]
