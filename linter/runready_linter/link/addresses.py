"""Addresses as servers take them: a pair of host and port, a text `host:port`, or a list of those."""

from __future__ import annotations

import re
from dataclasses import replace

from runready_linter.link.origins import displays
from runready_linter.link.project import Project
from runready_linter.link.traced import Traced
from runready_linter.link.tracing import tracer
from runready_linter.resolved import Env, Literal, Resolved, Unknown
from runready_linter.shell.text import Text
from runready_linter.values import Seq, Value

_BETWEEN = re.compile(r"[\s,]+")
#: Host and port of one address; None for what is no port (a Unix socket, a descriptor).
Address = tuple[Resolved, Resolved] | None


def addresses(project: Project, path: str, value: Value, default_port: int | None = None) -> list[Address]:
    """The addresses that a value may be; the port of a text without one is the server's default."""
    trace = project.derive(tracer)
    found: list[Address] = []
    for there, display in displays(project, path, value):
        if not isinstance(display, Seq):
            continue
        if display.kind == "tuple" and len(display.items) >= 2:
            hosts, ports = (trace.resolved(there, item) for item in display.items[:2])
            found += [(host, as_number(port)) for host in hosts for port in ports]
        else:
            found += [a for item in display.items for a in addresses(project, there, item, default_port)]
    if found:
        return found
    return [address(one, default_port) for t in trace.trace(path, value) for one in _several(t)]


def _several(traced: Traced) -> list[Traced]:
    """The addresses of a text that lists them: waitress parts them by blanks, gunicorn by commas."""
    if isinstance(traced, Literal) and isinstance(traced.value, str):
        return [replace(traced, value=text) for text in _BETWEEN.split(traced.value.strip())] or [traced]
    if isinstance(traced, Text):
        return [traced.part(text) for text in _BETWEEN.split(traced.pattern.strip())]
    return [traced]


def address(traced: Traced, default_port: int | None = None) -> Address:
    """Host and port of a text such as `0.0.0.0:8000`, `:8000`, `*:8000`, `[::]:8000`, `8000`."""
    match traced:
        case Literal(value=int()):
            return Literal(""), traced
        case Literal(value=str(text)):
            return _split(text, traced, default_port)
        case Text(pattern=pattern):
            return _split(pattern, traced, default_port)
        case Env(default=default):
            inside = address(default, default_port) if default is not None else None
            if inside is None:
                return Env(traced.name, None, traced.at), Env(traced.name, None, traced.at)
            host, port = inside
            return replace(traced, default=host), replace(traced, default=port)
        case _:
            return Unknown("address"), Unknown("address")


def _split(pattern: str, whole: Literal | Text, default_port: int | None) -> Address:
    for scheme in ("tcp://", "http://", "https://", "tcp:"):
        pattern = pattern.removeprefix(scheme)
    if pattern.startswith(("unix:", "unix-", "fd://", "fd:", "/", "file:")):
        return None
    if pattern.isascii() and pattern.isdigit():
        return Literal(""), as_number(_piece(whole, pattern))
    if pattern.startswith("[") and "]" in pattern:
        host, _, port = pattern[1:].partition("]")
        port = port.removeprefix(":")
    else:
        host, _, port = pattern.rpartition(":") if ":" in pattern else (pattern, "", "")
    number = as_number(_piece(whole, port)) if port else Literal(default_port)
    return _piece(whole, host), number


def _piece(whole: Literal | Text, pattern: str) -> Resolved:
    return whole.part(pattern).value if isinstance(whole, Text) else replace(whole, value=pattern)


def as_number(port: Resolved) -> Resolved:
    """A port as a number where its text is one, in the fallbacks too."""
    match port:
        case Literal(value=str(text)) if text.isascii() and text.isdigit():
            return replace(port, value=int(text[:9]))
        case Env(default=default) if default is not None:
            return replace(port, default=as_number(default))
        case _:
            return port
