"""What an ASGI application without a framework does at start and stop: the same callable serves and is told of both."""

from __future__ import annotations

from collections.abc import Iterable

from runready_linter.values import Binary, Const, Item, Value


def in_lifespan(guards: Iterable[Value]) -> bool:
    """Whether code stands under `scope["type"] == "lifespan"` or `message["type"] == "lifespan.startup"` (ASGI's
    lifespan protocol, version 2.0)."""
    return any(
        isinstance(guard, Binary)
        and guard.op == "=="
        and isinstance(guard.left, Item)
        and isinstance(guard.left.key, Const)
        and guard.left.key.value == "type"
        and isinstance(guard.right, Const)
        and str(guard.right.value).partition(".")[0] == "lifespan"
        for guard in guards
    )
