"""Addresses that lead back to the instance itself: always, or where a variable is not set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from runready_linter.findings import Span
from runready_linter.link.database_settings import active_settings, serves_as_configuration, settings_count
from runready_linter.link.elsewhere import is_development_name, is_test_name, runs_elsewhere
from runready_linter.link.origins import displays
from runready_linter.link.project import Project
from runready_linter.link.server_calls import in_image
from runready_linter.link.settings import django_settings
from runready_linter.link.traced import Traced
from runready_linter.link.tracing import tracer
from runready_linter.resolved import Env, Literal, Unknown
from runready_linter.shell.text import Text
from runready_linter.values import Call, Const, Imported, Seq, Table, Value

_HOST = r"(?:localhost|localhost\.localdomain|127\.\d+\.\d+\.\d+|0\.0\.0\.0|::1|\[::1\])"
_LOOPBACK = re.compile(rf"{_HOST}$", re.IGNORECASE)
_URL = re.compile(r"(?P<scheme>[\w.+-]+)://(?:[^/@\s]*@)?(?P<host>\[[^\]]*\]|[^:/?#,\s]*)")
_BARE = re.compile(r"(?:inet6?:)?(?P<host>\[[^\]]*\]|::1|[^:/?#,\s]+)(?::[^:\s]*)?(?:/|,|$)")
_DSN = re.compile(r"(?:^|[\s;])(?:host|server|data source)\s*=\s*'?(?P<host>[^\s;,']+)", re.IGNORECASE)
#: What may come from more variables than these is not followed well enough.
_MOST_VARIABLES = 3
_PORT = re.compile(r":(\d{2,5})(?!\d|@)")


@dataclass(frozen=True, slots=True)
class LocalAddress:
    """An address on the instance itself.

    Args:
        text: as far as it is literal.
        span: the literal, or the read that has it as its default; None: it stands where it is used.
        variables: it is taken only where these variables are not set.
    """

    text: str
    span: Span | None
    variables: tuple[str, ...] = ()

    @property
    def scheme(self) -> str:
        """The scheme of a URL without its driver (`postgresql` of `postgresql+asyncpg://`), or ""."""
        found = _URL.match(self.text)
        return found["scheme"].partition("+")[0].lower() if found is not None else ""

    @property
    def port(self) -> int | None:
        found = _PORT.search(self.text.rpartition("@")[2])
        return int(found[1]) if found is not None else None


def parts(
    project: Project, path: str, value: Value, keys: frozenset[str], depth: int = 0
) -> Iterator[tuple[str, Value]]:
    """The single addresses in a value: itself, the items of a list, the host of a (host, port) pair, the entries
    under `keys` of a mapping."""
    shown = list(displays(project, path, value)) if depth < 6 else []
    if not shown:
        yield path, value
    for there, display in shown:
        if isinstance(display, Seq):
            pair = display.kind == "tuple" and len(display.items) == 2 and not isinstance(display.items[1], Seq | Table)
            for item in display.items[:1] if pair else display.items:
                yield from parts(project, there, item, keys, depth + 1)
        elif not _of_no_server(display):
            for key, inner in display.pairs:
                if isinstance(key, Const) and (key.value in keys or depth == 0):
                    yield from (
                        parts(project, there, inner, keys, depth + 1)
                        if key.value in keys or _is_nested(project, there, inner)
                        else ()
                    )


def _is_nested(project: Project, path: str, value: Value) -> bool:
    """Whether a value is a mapping: an alias's (`DATABASES["replica"]`) goes by any name."""
    return any(isinstance(d, Table) for _, d in displays(project, path, value)) or (
        # A library makes the mapping of a URL.
        isinstance(value, Call) and not isinstance(value.callee, Imported)
    )


def _of_no_server(table: Table) -> bool:
    """Whether a mapping of settings chooses an engine without a server, which no host is asked for."""
    return any(
        isinstance(key, Const)
        and key.value in {"ENGINE", "BACKEND"}
        and isinstance(value, Const)
        and any(part in str(value.value).lower() for part in ("sqlite", "locmem", "dummy", "filebased", "spatialite"))
        for key, value in table.pairs
    )


def local_address(project: Project, path: str, value: Value) -> LocalAddress | None:
    """The address on the instance itself that a value is, alone or where variables are not set; None: it is none, or
    that is not known."""
    found: list[LocalAddress] = []
    variables: dict[str, None] = {}
    certain, others = False, False
    for traced in project.derive(tracer).trace(path, value):
        one = in_image(project, traced) if isinstance(traced, Env) else traced
        local = _local(project, one)
        if local is not None and not _for_elsewhere(project, local.span):
            found.append(local)
            certain = certain or not local.variables
        elif isinstance(one, Env):
            variables[one.name] = None
        elif not (isinstance(one, Literal) and not isinstance(one.value, str)) and local is None:
            others = True
    own = dict.fromkeys(v for address in found for v in address.variables)
    if not found or (certain and others and not variables) or len(own or variables) > _MOST_VARIABLES:
        return None
    return LocalAddress(found[0].text, found[0].span, tuple(own or variables))


def _local(project: Project, traced: Traced | None) -> LocalAddress | None:
    match traced:
        case Literal(value=str(text)) if is_local(project, text):
            found = _URL.match(text) or _DSN.search(text) or _BARE.match(text)
            return LocalAddress(text, traced.place(found.start("host") if found is not None else 0))
        case Unknown(begins=text) if text and _URL.match(text) and is_local(project, text):
            return LocalAddress(text, None)
        case Env(name=name, default=default, at=at):
            inner = _local(project, default)
            if inner is None:
                return None
            return LocalAddress(inner.text, at or inner.span, (name, *inner.variables))
        case Text():
            return _in_text(project, traced)
        case _:
            return None


def _in_text(project: Project, text: Text) -> LocalAddress | None:
    """The host of a text that is put together: literal, or a read of a variable with a default."""
    shown = "".join(c if c.isprintable() or c.isspace() else "\N{HORIZONTAL ELLIPSIS}" for c in text.pattern)
    found = _URL.match(text.pattern) or _DSN.search(text.pattern)
    if found is None:
        bare = text.pattern.partition(":")[0]
        if _LOOPBACK.match(bare):
            return LocalAddress(shown, place if (place := text.place(0)).line else None)
        # `f"{API_URL}/items"`: the first part has the host.
        first = text.part(text.pattern[:1]).value if text.pattern else None
        inner = _local(project, in_image(project, first)) if isinstance(first, Env) else None
        return inner if inner is not None and (_URL.match(inner.text) or text.pattern[1:2] == ":") else None
    if _LOOPBACK.match(found["host"]):
        return LocalAddress(shown, place if (place := text.place(found.start("host"))).line else None)
    if len(found["host"]) == 1:
        hole = text.part(found["host"]).value
        return _local(project, in_image(project, hole)) if isinstance(hole, Env) else None
    return None


def is_local(project: Project, text: str) -> bool:
    """Whether an address is one of the instance itself: by its host, or a backing service's URL without any."""
    text = text.strip()
    url = _URL.match(text)
    if url is not None:
        if _LOOPBACK.match(url["host"]):
            return True
        known = url["scheme"].partition("+")[0].lower() in project.knowledge.services.schemes
        return not url["host"] and known and "host=" not in text and len(text) > url.end() - 1
    dsn = _DSN.search(text)
    if dsn is not None:
        return bool(_LOOPBACK.match(dsn["host"]))
    bare = _BARE.match(text)
    return bare is not None and bool(_LOOPBACK.match(bare["host"]))


def _for_elsewhere(project: Project, at: Span | None) -> bool:
    """Whether a line is for tests or development: its file, its class, or the conditions of its assignment."""
    if at is None:
        return False
    if not project.serves(at.path):
        return True
    return any(first <= at.line <= last for first, last in project.derive(_lines_for_elsewhere).get(at.path, ()))


def _lines_for_elsewhere(project: Project) -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    active = active_settings(project)
    django = set(django_settings(project))
    for path, facts in project.python.items():
        if path in django and not settings_count(project, path, active):
            found[path] = [(1, project.files[path].lines + 1)]
            continue
        places = [b for bindings in facts.bindings.values() for b in bindings]
        places += [b for function in facts.functions.values() for bs in function.locals.values() for b in bs]
        places += [b for cls in facts.classes.values() for bs in cls.attributes.values() for b in bs]
        locs = [b.loc for b in places if b.guards and runs_elsewhere(b.guards)]
        locs += [s.loc for f in facts.functions.values() for s in f.stores if s.guards and runs_elsewhere(s.guards)]
        locs += [
            cls.loc
            for name, cls in facts.classes.items()
            if not serves_as_configuration(project, path, name) and _is_of_tests_or_development(name)
        ]
        found[path] = [(loc.line, loc.end_line or loc.line) for loc in locs]
    return found


def _is_of_tests_or_development(qualname: str) -> bool:
    name = qualname.rpartition(".")[2]
    return is_test_name(name) or is_development_name(name)
