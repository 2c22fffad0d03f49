"""What a rule reports: the frozen data that passes from the rules to the reports."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is: `error` breaks on the platform, `warning` breaks under some load, restart or scale-out."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    def reaches(self, threshold: Severity) -> bool:
        """Whether this severity is at or above `threshold`."""
        return _RANK[self] >= _RANK[threshold]


_RANK = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


class Confidence(StrEnum):
    """How sure the analysis is. Low confidence is shown in an audit and never fails a gate."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a file. `path` is relative to the project root with `/`; lines and columns count from 1, the end
    column is exclusive as in editors."""

    path: str
    line: int
    column: int = 1
    end_line: int = 0
    end_column: int = 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """A second place that belongs to a finding: where the literal came from, the handler that writes."""

    path: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One cause, reported once, at the place that the catalogue fixes.

    `fingerprint` and `source`, the text of the reported line, are added by the engine.
    """

    code: str
    name: str
    clause: str
    severity: Severity
    confidence: Confidence
    span: Span
    message: str
    help: str
    evidence: tuple[Evidence, ...] = ()
    fingerprint: str = ""
    source: str = ""

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        return (self.span.path, self.span.line, self.span.column, self.code, self.message)


def fingerprint(code: str, path: str, text: str, occurrence: int) -> str:
    """A stable name for a finding that survives moved lines: from the rule, the file, the text of the reported line
    without its indentation, and which of the equal ones it is (counted from 0)."""
    return hashlib.sha256(
        "\0".join((code, path, text.strip(), str(occurrence))).encode(errors="surrogateescape")
    ).hexdigest()[:20]
