"""The linked project: all files' facts, and what follows from them, each derived once when first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar, cast

from runready_linter.facts import ContainerFacts, FileFacts, Function, Loc, PythonFacts, ServiceFacts
from runready_linter.findings import Span
from runready_linter.knowledge import Knowledge
from runready_linter.link.manifests import Manifests
from runready_linter.link.modules import Modules
from runready_linter.platform import Platform

T = TypeVar("T")


class Project:
    """A project as the rules see it.

    Args:
        root: its folder; facts' paths are relative to it.
        files: facts by path.
        roles: what each file is for (`discovery.Role`), by path; a file not named serves.
        read: gives the content of any file of the project by path, or None (start scripts, ignore files).
        listing: gives the paths of all files below the root, also of those that no front end reads and that version control
            leaves out: what an image may take along.

    `services` are the service configurations that the platform reads, in the order of their files; `other_services` those
    for other platforms, which say what the service is like, and decide nothing.
    """

    def __init__(
        self,
        root: Path,
        files: Mapping[str, FileFacts],
        knowledge: Knowledge,
        roles: Mapping[str, str] | None = None,
        read: Callable[[str], bytes | None] = lambda path: None,
        listing: Callable[[], frozenset[str]] = frozenset,
    ) -> None:
        self.root = root
        self.files = files
        self.knowledge = knowledge
        self.roles = roles or {}
        self.read = read
        self.listing = listing
        self.python: Mapping[str, PythonFacts] = {p: f.python for p, f in files.items() if f.python is not None}
        self.containers: Mapping[str, ContainerFacts] = {
            p: f.container for p, f in files.items() if f.container is not None
        }
        self.manifests = Manifests(files, read)
        configured = sorted(
            (*(f.service for f in files.values() if f.service is not None), *self.manifests.services),
            key=lambda service: service.path,
        )
        self.services: tuple[ServiceFacts, ...] = tuple(s for s in configured if self._is_read(s))
        self.other_services: tuple[ServiceFacts, ...] = tuple(s for s in configured if not self._is_read(s))
        self.modules = Modules(self.python.keys())
        self._derived: dict[Callable[[Project], object], object] = {}

    @property
    def platform(self) -> Platform:
        """Whose contract the project is judged by."""
        return self.knowledge.platform

    def _is_read(self, service: ServiceFacts) -> bool:
        return not service.format or service.format in self.platform.reads

    def derive(self, make: Callable[[Project], T]) -> T:
        """What `make` makes of this project, made once. `make` is a module-level function."""
        if make not in self._derived:
            self._derived[make] = make(self)
        return cast(T, self._derived[make])

    def functions(self) -> Iterator[tuple[str, Function]]:
        """Every function-like body of every Python file, with its file's path."""
        for path, facts in self.python.items():
            for function in facts.functions.values():
                yield path, function

    def rebound(self, path: str, dotted: str) -> tuple[str, str] | None:
        """The package, and the name in it, where an import that looks like that of a submodule gets something else:
        `from .app import app` in `pkg/__init__.py` makes `from pkg import app` the object and not the module.
        """
        parent, _, name = dotted.rpartition(".")
        if not parent.strip("."):
            parent = dotted.removesuffix(name)
        package = self.modules.resolve(path, parent) if parent else None
        if package is None or package[1] or package[0] == path:
            return None
        if name in self.python[package[0]].bindings or next(self.starred(package[0], name), None) is not None:
            return package[0], name
        return None

    def starred(self, path: str, name: str) -> Iterator[str]:
        """The modules that bind a name which a module gets by `from ... import *`, also from what those import so."""
        if name.startswith("_"):
            return
        seen, pending = {path}, [path]
        for here in pending:
            for star in self.python[here].stars:
                target = self.modules.resolve(here, star)
                if target is None or target[1] or target[0] in seen:
                    continue
                seen.add(target[0])
                if name in self.python[target[0]].bindings:
                    yield target[0]
                else:
                    pending.append(target[0])

    def serves(self, path: str) -> bool:
        """Whether a file's code can be part of the service (not a test, a migration, a script ...)."""
        return self.roles.get(path, "service") == "service"

    def span(self, path: str, loc: Loc) -> Span:
        return Span(path, loc.line, loc.column, loc.end_line, loc.end_column)
