"""Text put together by `"...".format(...)` and `"..." % ...`, as the `Join` that an f-string would be."""

from __future__ import annotations

import re
from collections.abc import Iterable

from runready_linter.values import Attr, Binary, Call, Const, Join, Opaque, Seq, Value

_FIELD = re.compile(r"\{(\w*)[^{}]*\}")
_SIGN = re.compile(r"%(?:\(\w+\))?[-#0 +]*\d*(?:\.\d+)?[sdrifx]")


def filled(value: Value) -> Join | None:
    """The parts of a filled template; None where a value is none."""
    match value:
        case Call(callee=Attr(base=Const(value=str(text), line=line), name="format"), args=args, keywords=keywords):
            fields = [(m.start(), m.end(), m[1]) for m in _FIELD.finditer(text)]
            given = [_argument(index, name, args, dict(keywords)) for index, (_, _, name) in enumerate(fields)]
        case Binary(op="%", left=Const(value=str(text), line=line), right=right):
            fields = [(m.start(), m.end(), "") for m in _SIGN.finditer(text)]
            items = right.items if isinstance(right, Seq) and not right.partial else (right,)
            given = list(items) if len(items) == len(fields) else [Opaque("field")] * len(fields)
        case _:
            return None
    return Join(tuple(_parts(text, line, fields, given)))


def _argument(index: int, name: str, args: tuple[Value, ...], named: dict[str, Value]) -> Value:
    if name and not name.isdigit():
        return named.get(name, Opaque("field"))
    position = int(name) if name else index
    return args[position] if position < len(args) else Opaque("field")


def _parts(text: str, line: int, fields: list[tuple[int, int, str]], given: list[Value]) -> Iterable[Value]:
    end = 0
    for (start, stop, _), value in zip(fields, given, strict=True):
        if start > end:
            yield Const(text[end:start], line)
        yield value
        end = stop
    if text[end:]:
        yield Const(text[end:], line)
