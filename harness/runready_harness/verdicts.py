"""What a check concludes: the frozen data that passes from the checks to the reports."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Verdict(StrEnum):
    """`skip`: could not be tried here. `inconclusive`: tried, but nothing was exercised that could prove it."""

    PASS = "pass"
    WARN = "warn"
    FAIL = "fail"
    SKIP = "skip"
    INCONCLUSIVE = "inconclusive"


EvidenceKind = Literal["diff", "log", "request", "listeners", "files", "curl", "text"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something that shows why: a titled block of text, already redacted."""

    kind: EvidenceKind
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one check found. `message` is a sentence for a person; `help` says what to change when it failed."""

    verdict: Verdict
    message: str
    evidence: tuple[Evidence, ...] = ()
    help: str = ""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """An outcome with the check it belongs to; `seconds` is wall time."""

    code: str
    name: str
    clause: str
    outcome: Outcome
    seconds: float
