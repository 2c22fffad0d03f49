"""What happens during a run, as frozen data. The engine emits; progress displays, reports and the pytest plugin listen.

New events are appended at the end. A listener ignores the events it does not know.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from runready_harness.verdicts import CheckResult


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened."""


Emit = Callable[[Event], None]


def discard(event: Event) -> None:
    """An `Emit` for callers that do not listen."""


@dataclass(frozen=True, slots=True)
class Notice(Event):
    """A sentence that the user should see: a choice that was made for them, a limit of this machine."""

    text: str


@dataclass(frozen=True, slots=True)
class BuildStarted(Event):
    """An image build begins; `what` names the Dockerfile or the dependencies, `builder` who builds."""

    what: str
    builder: Literal["buildx", "engine", "pip"]


@dataclass(frozen=True, slots=True)
class BuildLine(Event):
    """One line of a build's live output, without its line end."""

    text: str


@dataclass(frozen=True, slots=True)
class BuildFinished(Event):
    """A build succeeded after `seconds`; `image` is the tag, or the environment's folder."""

    seconds: float
    image: str


@dataclass(frozen=True, slots=True)
class BackingStarting(Event):
    """A backing service is being started; `name` is its key in the service file."""

    name: str


@dataclass(frozen=True, slots=True)
class BackingReady(Event):
    """A backing service answers, `seconds` after it was started."""

    name: str
    seconds: float


@dataclass(frozen=True, slots=True)
class InstanceStarting(Event):
    """A fresh instance starts and is told `PORT=port`."""

    name: str
    port: int


@dataclass(frozen=True, slots=True)
class InstanceHealthy(Event):
    """An instance passed its health check, `seconds` after its start."""

    name: str
    seconds: float


@dataclass(frozen=True, slots=True)
class InstanceRemoved(Event):
    """An instance is gone, with all that was its own."""

    name: str


@dataclass(frozen=True, slots=True)
class CheckStarted(Event):
    """A check begins: its code and name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class CheckFinished(Event):
    """A check has its verdict."""

    result: CheckResult


@dataclass(frozen=True, slots=True)
class ReplayStarted(Event):
    """A flow is run once more; `mode` says what is done to the service meanwhile."""

    flow: str
    mode: str


@dataclass(frozen=True, slots=True)
class FlowsFound(Event):
    """Which flows will be replayed; `rung` says where they come from, `unproven` what that leaves unproven."""

    flows: tuple[str, ...]
    rung: str
    unproven: str
