"""Request-time state: the cells that are changed while serving, each with all that changes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from runready_linter.findings import Confidence
from runready_linter.link.callgraph import lexical
from runready_linter.link.cells import Cell, Cells, Place, cells
from runready_linter.link.contexts import Contexts, Reach, contexts
from runready_linter.link.excuses import Excuses, excuses, is_evicting
from runready_linter.link.lifespan import in_lifespan
from runready_linter.link.objects import InstanceObject, Made, Object
from runready_linter.link.project import Project
from runready_linter.link.writes import Write, writes
from runready_linter.values import Seq, Table, Value


@dataclass(frozen=True, slots=True)
class Change:
    """A write that can happen after start-up, and how its function is reached then."""

    write: Write
    reach: Reach


@dataclass(frozen=True, slots=True)
class SharedState:
    """A cell that is changed after start-up.

    Args:
        changes: all of its changes after start-up, in the order of files and lines.
        weight: `state`: what requests leave behind; `memo`: what could be computed again; `background`: only a thread
            or job that start-up began changes it.
        rebound: it is only rebound, never changed in place.
    """

    cell: Cell
    changes: tuple[Change, ...]
    weight: Literal["state", "memo", "background"]
    rebound: bool
    confidence: Confidence


def shared_state(project: Project) -> tuple[SharedState, ...]:
    """The project's request-time state: `project.derive(shared_state)`. Cells whose every change is excused are left
    out; where one change is not, all of them are told."""
    when: Contexts = project.derive(contexts)
    judge: Excuses = project.derive(excuses)
    contents = _Contents(project)
    by_cell: dict[Cell, list[Change]] = {}
    for write in project.derive(writes):
        found = when.of(write.path, write.function)
        reach = found.get("serving") or found.get("background")
        if reach is None or not project.serves(write.path) or write.cell.kind == "class":
            continue
        if in_lifespan(write.guards):
            continue
        if contents.changes_something_else(write) or _of_a_foreign_module(project, judge, write):
            continue
        by_cell.setdefault(write.cell, []).append(Change(write, reach))
    judged = (_judged(project, when, judge, cell, changes) for cell, changes in by_cell.items())
    return tuple(s for s in judged if s is not None)


def _judged(project: Project, when: Contexts, judge: Excuses, cell: Cell, changes: list[Change]) -> SharedState | None:
    changes.sort(key=lambda c: (c.write.path, c.write.loc.line, c.write.loc.column))
    if all(judge.fills_once(c.write) for c in changes) or judge.is_each_tasks_own(c.write for c in changes):
        return None
    if judge.is_about_log_lines(c.write for c in changes) or _is_only_emptied(project, when, judge, cell, changes):
        return None
    if _is_only_changed_within_nothing(project, cell, changes):
        return None
    serving = [c for c in changes if when.serves(c.write.path, c.write.function) is not None]
    kept = [c for c in serving if not judge.fills_once(c.write)]
    memo = all(judge.remembers(c.write) or judge.refreshes(c.write) or is_evicting(c.write) for c in kept)
    filled = any(judge.remembers(c.write) or judge.refreshes(c.write) for c in kept)
    weight: Literal["state", "memo", "background"] = "state"
    if not kept:
        weight = "background"
    elif memo and filled:
        weight = "memo"
    in_place = any(not c.write.rebinds for c in kept or changes)
    sure = any(c.reach.confidence is Confidence.HIGH for c in kept or changes) and cell.kind != "foreign"
    return SharedState(cell, tuple(changes), weight, not in_place, Confidence.HIGH if sure else Confidence.MEDIUM)


def _is_only_emptied(project: Project, when: Contexts, judge: Excuses, cell: Cell, changes: list[Change]) -> bool:
    """Whether a container that starts out empty is only cleared, or rid of what the request does not name: a cache
    whose entries come from where nothing is known to run. What start-up fills is stock, which requests use up."""
    initial = project.derive(cells).initial(cell)
    empty = (isinstance(initial, Seq) and not initial.items) or (isinstance(initial, Table) and not initial.pairs)
    return (
        empty
        and all(judge.invalidates(c.write) for c in changes)
        and not any(
            {"import", "start"} & when.of(w.path, w.function).keys()
            for w in project.derive(writes)
            if w.cell == cell and not is_evicting(w)
        )
    )


def _is_only_changed_within_nothing(project: Project, cell: Cell, changes: list[Change]) -> bool:
    """Whether only the elements of a default are changed that has none (`def call(tools=[]): tools[-1]["x"] = 1`)."""
    initial = project.derive(cells).initial(cell)
    empty = (isinstance(initial, Seq) and not initial.items) or (isinstance(initial, Table) and not initial.pairs)
    return cell.kind == "default" and empty and all(c.write.inside for c in changes)


def _of_a_foreign_module(project: Project, judge: Excuses, write: Write) -> bool:
    """Whether a foreign module's variable is set to what no request decides: configuration (`stripe.api_key = KEY`)."""
    if write.cell.kind != "foreign" or not write.rebinds:
        return False
    return write.value is None or not judge.is_told_by_a_request(write, write.value)


class _Contents:
    """What a cell's container is known to hold: a verb on an element is the element's, where that is a client."""

    def __init__(self, project: Project) -> None:
        self.cells: Cells = project.derive(cells)
        self.project = project
        self.held: dict[Cell, list[Object]] = {}
        self.looked: set[Cell] = set()
        for write in project.derive(writes):
            if write.value is not None and not write.inside and not write.rebinds:
                things = project.derive(lexical).objects(write.path, write.value)
                self.held.setdefault(write.cell, []).extend(things or ())

    def from_the_start(self, cell: Cell) -> list[Object]:
        """What the display that the cell is bound to holds."""
        value = self.cells.initial(cell)
        items: tuple[Value, ...] = ()
        if isinstance(value, Table):
            items = tuple(v for _, v in value.pairs)
        elif isinstance(value, Seq):
            items = value.items
        return [o for item in items for o in self.project.derive(lexical).objects(cell.path, item)]

    def changes_something_else(self, write: Write) -> bool:
        if not write.inside or write.verb in {"item", "attribute", "augment", "delete"}:
            return False
        if write.cell not in self.looked:
            self.looked.add(write.cell)
            self.held.setdefault(write.cell, []).extend(self.from_the_start(write.cell))
        held = self.held[write.cell]
        return bool(held) and all(
            isinstance(o, Made | InstanceObject) and self.cells.kind(Place(o)) is None for o in held
        )
