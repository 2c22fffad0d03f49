"""Code that the service does not run, since its image starts something else."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from posixpath import basename

from runready_linter.facts import MAIN, MODULE, PythonFacts
from runready_linter.link.commands import application, server_row
from runready_linter.link.launch import launches
from runready_linter.link.project import Project
from runready_linter.link.server_settings import GUNICORN_NAME
from runready_linter.values import Const, Global, Imported, Seq, Table, Value

#: A module in a text, with or without the name of something in it.
_MODULE = re.compile(r"[A-Za-z_]\w*(\.\w+)*:[\w.]+(\(\))?|[A-Za-z_]\w*(\.\w+)+")
#: Packages and modules by which code is loaded that no import names.
_LOADERS = frozenset(
    {"django", "importlib", "importlib.import_module", "pkgutil", "imp", "stevedore", "pluggy", "odoo", "frappe"}
)


@dataclass(frozen=True, slots=True)
class _Service:
    """What the shipped launches run: main modules, files that they load (None: there is no telling), the command
    that serves as a message names it."""

    mains: frozenset[str]
    loaded: frozenset[str] | None
    named: str


def dormant_reason(project: Project, path: str, scope: str, listeners: Collection[str]) -> str:
    """Why a server that is started in the scope of a Python file does not run in the service; "" where it does, or
    may.

    Args:
        scope: a function's qualified name, `MODULE` or `MAIN`.
        listeners: the Python files in which some server is started. A launch that starts none makes nothing dormant.
    """
    if scope == MAIN and _is_supervised(project):
        return "a supervisor starts the service, by a configuration that is not read"
    service = _service(project, frozenset(listeners))
    if service is None or path in service.mains:
        return ""
    if GUNICORN_NAME.fullmatch(basename(path)) and service.named == "gunicorn":
        # Its hooks run, whether or not the application imports it.
        return ""
    if scope == MAIN or _only_from_main(project.python[path], scope):
        return f"{service.named} starts the service, so this file's main block does not run"
    if service.loaded is not None and path not in service.loaded:
        return f"{service.named} starts the service and does not import this file"
    return ""


def _is_supervised(project: Project) -> bool:
    """Whether all that an image is known to start is a supervisor, whose own configuration names the service."""
    supervisors = project.knowledge.services.supervisors
    started = [c for launch in launches(project) if launch.ships for c in launch.commands]
    return any(c.invocation.program in supervisors for c in started) and not any(
        c.supervised or c.python is not None or server_row(project, c) is not None for c in started
    )


def _service(project: Project, listeners: frozenset[str]) -> _Service | None:
    """The shipped launches that serve, together; None: there is none."""
    serving: list[str] = []
    mains: set[str] = set()
    loaded: set[str] = set()
    traced = not any(p == "manage.py" or p.endswith("/manage.py") for p in project.python)
    for launch in launches(project):
        if not launch.ships:
            continue
        for started in launch.commands:
            row = server_row(project, started)
            file = started.python if row is None else application(project, launch, started)
            if started.python is not None:
                mains.add(started.python)
            if row is None and file is None:
                continue
            reached = project.derive(imports)(file) if file is not None else frozenset()
            traced = traced and file is not None and not any(_loads_by_settings(project.python[p]) for p in reached)
            loaded |= reached
            if row is not None or reached & listeners:
                serving.append(row.server if row is not None else f"`python {file}`")
    if not serving:
        return None
    return _Service(frozenset(mains), frozenset(loaded) if traced else None, serving[0])


class _Imports:
    """Which files a file imports, directly or not, itself included. A package that is imported whole counts with all
    that is in it."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def __call__(self, start: str) -> frozenset[str]:
        seen, pending = {start}, [start]
        while pending:
            for path in self._direct(pending.pop()):
                if path not in seen:
                    seen.add(path)
                    pending.append(path)
        return frozenset(seen)

    def _direct(self, path: str) -> Iterator[str]:
        facts = self._project.python.get(path)
        for dotted in (*_imported(facts), *_named(facts)) if facts is not None else ():
            found = self._project.modules.resolve(path, dotted)
            if found is None:
                continue
            yield found[0]
            if found[0].endswith("__init__.py"):
                folder = found[0].removesuffix("__init__.py")
                yield from (p for p in self._project.python if p.startswith(folder))


def imports(project: Project) -> _Imports:
    return _Imports(project)


def _imported(facts: PythonFacts) -> Iterator[str]:
    yield from facts.stars
    tables = [facts.bindings, *(function.locals for function in facts.functions.values())]
    for table in tables:
        for bindings in table.values():
            yield from (b.value.path for b in bindings if b.kind == "import" and isinstance(b.value, Imported))


def _named(facts: PythonFacts) -> Iterator[str]:
    """Modules that texts name: `uvicorn.run("shop.main:app")`, `["gunicorn", "shop.main:app"]`, `include=["shop.tasks"]`."""
    pending: list[Value] = [b.value for bindings in facts.bindings.values() for b in bindings]
    for function in facts.functions.values():
        pending += [b.value for bindings in function.locals.values() for b in bindings]
        pending += [v for s in function.calls for v in (*s.call.args, *(v for _, v in s.call.keywords))]
    while pending:
        match pending.pop():
            case Const(value=str(text)) if _MODULE.fullmatch(text):
                yield text.partition(":")[0]
            case Seq(items=items):
                pending += items
            case Table(pairs=pairs):
                pending += [v for _, v in pairs]
            case _:
                pass


def _loads_by_settings(facts: PythonFacts) -> bool:
    """Whether a file hands over to what loads modules that only settings or folders name."""
    return any(
        dotted.partition(".")[0] in _LOADERS or dotted in _LOADERS for dotted in (*_imported(facts), *facts.stars)
    )


def _only_from_main(facts: PythonFacts, scope: str) -> bool:
    """Whether a function is called in its file, and only below the main guard."""
    if scope in (MODULE, MAIN):
        return False
    callers = set(_callers(facts, scope))
    pending, seen = list(callers), set(callers)
    while pending:
        caller = pending.pop()
        if caller == MAIN:
            continue
        above = set(_callers(facts, caller)) if caller != MODULE else set()
        if not above:
            return False
        pending += above - seen
        seen |= above
    return bool(callers)


def _callers(facts: PythonFacts, name: str) -> Iterator[str]:
    for function in facts.functions.values():
        if any(_names(site.call.callee, name) for site in function.calls):
            yield function.qualname


def _names(callee: Value, name: str) -> bool:
    return isinstance(callee, Global) and callee.name == name
