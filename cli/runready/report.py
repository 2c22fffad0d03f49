"""What a report is made from: one run of a command, whole, whatever the format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from runready.audit import ClauseReport
from runready.paths import Shown
from runready_linter.findings import Confidence, Finding, Severity
from runready_linter.lint import LintReport
from runready_linter.notes import Note

if TYPE_CHECKING:
    from runready.comparison import Comparison
    from runready_harness.run import HarnessReport
    from runready_harness.verdicts import CheckResult

Command = Literal["lint", "test", "audit"]


@dataclass(frozen=True, slots=True)
class Report:
    """One run of a command.

    Args:
        title: the project, for a heading.
        shown: how paths are written.
        lint: what the linter found, None where it did not run.
        harness: what the harness found, None where it did not run.
        clauses: those that the report is laid out by; none for `lint`.
        notes: what is told beside the findings.
        comparison: what a move to another platform changes, where that was asked for.
        hints: whether the reader wants to be told what else there is.
    """

    command: Command
    title: str
    platform: str
    exit_code: int
    seconds: float
    fail_on: Severity
    shown: Shown
    lint: LintReport | None = None
    harness: HarnessReport | None = None
    clauses: tuple[ClauseReport, ...] = ()
    hints: bool = True
    notes: tuple[Note, ...] = ()
    comparison: Comparison | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.lint.findings if self.lint is not None else ()

    @property
    def results(self) -> tuple[CheckResult, ...]:
        return self.harness.results if self.harness is not None else ()

    def fails(self, finding: Finding) -> bool:
        """Whether a finding is at or above the threshold; what is unsure never fails a gate."""
        return finding.severity.reaches(self.fail_on) and finding.confidence is not Confidence.LOW
