"""The paths that an application serves, where all of them are known."""

from __future__ import annotations

import re
from collections.abc import Iterator

from runready_linter.link.commands import application, server_row
from runready_linter.link.elsewhere import in_test
from runready_linter.link.entries import last_name
from runready_linter.link.launch import launches
from runready_linter.link.project import Project
from runready_linter.link.tracing import tracer
from runready_linter.resolved import Literal
from runready_linter.values import Call, Imported, Value
from runready_rules.tables import routing

_CONVERTER = re.compile(r"<(?:(path|re)\s*[:(])?[^>]*>|\{[^}:]*(:path)?[^}]*\}|<[^>]*:(path|re)[^>]*>|:\w+(#[^#]*#)?")


def served_paths(project: Project) -> tuple[str, ...] | None:
    """The paths of all routes, as they are written, each without the prefixes that it may be given: `project.derive(...)`.
    None: the application may serve others."""
    imported = frozenset(_imports(project))
    tops = {path.partition(".")[0] for path in imported}
    if not tops & routing.FRAMEWORKS or tops & routing.OTHERS:
        return None
    if any(top.startswith(routing.EXTENSIONS) and top not in routing.PLAIN_EXTENSIONS for top in tops):
        return None
    found: list[str] = [*routing.BUILT_IN]
    for path, function in project.functions():
        if not project.serves(path) or in_test(project, path, function.qualname):
            continue
        for decorator in function.decorators:
            call = decorator if isinstance(decorator, Call) else None
            name = last_name(call.callee if call is not None else decorator)
            if name in routing.OPAQUE:
                return None
            if call is not None and name in routing.DECORATORS:
                paths = _paths(project, path, call)
                if paths is None:
                    return None
                found += paths
        for site in function.calls:
            name = last_name(site.call.callee)
            if name in routing.OPAQUE and not _is_harmless(site.call):
                return None
            if name in routing.CALLS:
                paths = _paths(project, path, site.call)
                if paths is None:
                    return None
                found += paths
            if any(keyword == "static_url_path" for keyword, _ in site.call.keywords):
                return None
    # An application without any route gets its routes from where they are not seen.
    return tuple(dict.fromkeys(found)) if len(found) > len(routing.BUILT_IN) else None


def is_served(path: str, routes: tuple[str, ...]) -> bool:
    """Whether one of the routes, behind whatever prefix, may serve a path."""
    wanted = path.partition("?")[0].rstrip("/")
    for route in routes:
        if not route.strip("/"):
            # The root; a router's own root, behind a prefix, may be any path.
            if not wanted or not route:
                return True
        elif re.fullmatch(f".*{_pattern(route.rstrip('/'))}", wanted):
            return True
    return False


def runs_python(project: Project) -> bool:
    """Whether each shipped launch is known to load a Python file of the project."""
    shipped = [launch for launch in launches(project) if launch.ships]
    return bool(shipped) and all(
        any(
            started.python is not None
            or (server_row(project, started) is not None and application(project, launch, started) is not None)
            for started in launch.commands
        )
        for launch in shipped
    )


def _imports(project: Project) -> Iterator[str]:
    for path, facts in project.python.items():
        if not project.serves(path):
            continue
        yield from facts.stars
        for table in (facts.bindings, *(function.locals for function in facts.functions.values())):
            for bindings in table.values():
                yield from (b.value.path for b in bindings if b.kind == "import" and isinstance(b.value, Imported))


def _paths(project: Project, path: str, call: Call) -> list[str] | None:
    """The paths that a route is given; None: they are not known."""
    given: Value | None = call.args[0] if call.args else None
    if given is None:
        given = next((value for keyword, value in call.keywords if keyword in routing.KEYWORDS), None)
    if given is None:
        return None
    values = project.derive(tracer).resolved(path, given)
    texts = [value.value for value in values if isinstance(value, Literal) and isinstance(value.value, str)]
    return texts if values and len(texts) == len(values) else None


def _is_harmless(call: Call) -> bool:
    """Whether a call that may add paths adds none: a known middleware, an extension that keeps data."""
    names = {last_name(value) for value in (*call.args, *(v for _, v in call.keywords))}
    base = getattr(call.callee, "base", None)
    return bool((names | {last_name(base) if base is not None else ""}) & routing.HARMLESS)


def _pattern(route: str) -> str:
    """A route as a pattern: what stands in brackets takes one part of the path, or all that follows."""
    pieces: list[str] = []
    at = 0
    for match in _CONVERTER.finditer(route):
        pieces.append(re.escape(route[at : match.start()]))
        pieces.append(".+" if "path" in match[0] or "re" in match[0] else "[^/]+")
        at = match.end()
    return "".join([*pieces, re.escape(route[at:])])
