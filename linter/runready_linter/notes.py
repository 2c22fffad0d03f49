"""What is told about a project that is no defect: asked of the linked project beside the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runready_linter.findings import Span

if TYPE_CHECKING:
    from runready_linter.link.project import Project


@dataclass(frozen=True, slots=True)
class Note:
    """Something that is so, and where. `topic` is the word by which programs tell notes apart."""

    topic: str
    clause: str
    span: Span
    message: str


#: A pure function over the linked project, as a rule's check is one.
Survey = Callable[["Project"], Iterable[Note]]
