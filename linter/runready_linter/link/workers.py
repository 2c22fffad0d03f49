"""Programs beside the service: what has a main block of its own, and neither serves nor loads what serves."""

from __future__ import annotations

from runready_linter.facts import MAIN
from runready_linter.link.project import Project
from runready_linter.values import Imported


def worker_files(project: Project, serving: frozenset[str]) -> frozenset[str]:
    """The files that run as programs of their own (a clock, a consumer of a queue): they have a main block, none of the
    project's files imports them, and nothing that they import, or name in a text as servers do (`"app.main:app"`), serves.

    Args:
        serving: the files in which something serves.
    """
    if not serving:
        return frozenset()
    imports = {path: _imported(project, path) for path in project.python}
    wanted = frozenset(there for targets in imports.values() for there in targets)
    return frozenset(
        path
        for path, facts in project.python.items()
        if MAIN in facts.functions
        and path not in wanted
        and not _reached(path, imports) & serving
        and not _names(project, path, serving)
    )


def _names(project: Project, path: str, serving: frozenset[str]) -> bool:
    """Whether a file's text names an application or Django's settings, for a server to load."""
    text = project.read(path) or b""
    modules = (there.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for there in serving)
    return b"DJANGO_SETTINGS_MODULE" in text or any(f"{m.rpartition('.')[2]}:".encode() in text for m in modules)


def _reached(path: str, imports: dict[str, frozenset[str]]) -> frozenset[str]:
    """A file and all that it imports, at any distance."""
    seen, pending = {path}, [path]
    while pending:
        for there in imports[pending.pop()] - seen:
            seen.add(there)
            pending.append(there)
    return frozenset(seen)


def _imported(project: Project, path: str) -> frozenset[str]:
    """The project's files that a file imports, in functions too."""
    facts = project.python[path]
    tables = [facts.bindings, *(f.locals for f in facts.functions.values())]
    dotted = {
        b.value.path
        for table in tables
        for bindings in table.values()
        for b in bindings
        if b.kind == "import" and isinstance(b.value, Imported)
    }
    found = {project.modules.resolve(path, d) for d in (*dotted, *facts.stars)}
    return frozenset(target[0] for target in found if target is not None) - {path}
