"""What a run-time check is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runready_harness.lab import Lab
    from runready_harness.verdicts import Outcome


@dataclass(frozen=True, slots=True)
class Check:
    """A run-time check: one file under `checks`, registered through the entry points `runready.checks`.

    `doc` is the module's docstring, the page that `runready rule CODE` prints.
    """

    code: str
    name: str
    clause: str
    run: Callable[[Lab], Outcome]
    doc: str
