"""Which libraries a project imports at all, so that what belongs to others is never looked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from runready_linter.facts import Binding
from runready_linter.link.project import Project
from runready_linter.values import Attr, Global, Imported, Item, Local, Param, Value

T = TypeVar("T")


def packages(project: Project) -> frozenset[str]:
    """The top-level names of all that is imported anywhere: `project.derive(packages)`."""
    found: set[str] = set()
    for facts in project.python.values():
        tables: list[Mapping[str, tuple[Binding, ...]]] = [facts.bindings]
        tables += [function.locals for function in facts.functions.values()]
        tables += [cls.attributes for cls in facts.classes.values()]
        for table in tables:
            for bindings in table.values():
                found |= {_top(b.value) for b in bindings if b.kind == "import" and isinstance(b.value, Imported)}
        found |= {star.partition(".")[0] for star in facts.stars}
    return frozenset(found)


def _top(imported: Imported) -> str:
    return imported.path.partition(".")[0]


def of_imported(project: Project, rows: Mapping[str, T]) -> dict[str, T]:
    """Of a table by dotted path, the rows whose library the project imports."""
    known = project.derive(packages)
    return {dotted: row for dotted, row in rows.items() if dotted.partition(".")[0] in known}


def tails(dotted: Iterable[str]) -> frozenset[str]:
    """The last names of dotted paths."""
    return frozenset(d.rpartition(".")[2] for d in dotted)


def may_be(project: Project, path: str, callee: Value, names: frozenset[str]) -> bool:
    """Whether a callee may be a library's callable with one of these last names, or inherit it: asked before the
    costlier question what it is."""
    match callee:
        case Attr(name=name):
            return name in names or name == "__init__"
        case Imported(path=dotted):
            return dotted.rpartition(".")[2] in names or project.modules.resolve(path, dotted) is not None
        case Global(name=name):
            facts = project.python[path]
            return (
                name in facts.classes or any(b.kind != "def" for b in facts.bindings.get(name, ())) or bool(facts.stars)
            )
        case Local() | Item() | Param():
            return True
        case _:
            return False
