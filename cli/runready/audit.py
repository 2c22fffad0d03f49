"""The audit: static findings and run-time verdicts, joined clause by clause of the platform's contract."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from runready_linter.findings import Confidence, Finding, Severity
from runready_rules.catalogue import checks_of
from runready_rules.causes import CAUSES
from runready_rules.contract import CLAUSES, Clause

if TYPE_CHECKING:
    from runready_harness.verdicts import CheckResult

# The words of `runready_harness.verdicts.Verdict`, which a linter without the harness must not load.
ClauseVerdict = Literal["pass", "warn", "fail", "skip", "inconclusive"]


@dataclass(frozen=True, slots=True)
class ClauseReport:
    """One clause with all that was found under it.

    Args:
        unrun: codes of checks that are installed and did not run: left out, or the harness could not.
        unbuilt: codes of checks that the catalogue names and that this version does not have.
    """

    clause: Clause
    verdict: ClauseVerdict
    findings: tuple[Finding, ...]
    checks: tuple[CheckResult, ...]
    unrun: tuple[str, ...]
    unbuilt: tuple[str, ...]


def join(
    findings: Sequence[Finding], results: Sequence[CheckResult], built: frozenset[str]
) -> tuple[ClauseReport, ...]:
    """Every clause of the contract, in its order.

    Args:
        built: the codes of the checks that are installed.
    """
    reports = []
    for clause in CLAUSES:
        own_findings = tuple(f for f in findings if f.clause == clause.id)
        own_results = tuple(r for r in results if r.clause == clause.id)
        known = [e.code for e in checks_of(clause.id)]
        ran = {r.code for r in own_results}
        reports.append(
            ClauseReport(
                clause,
                _verdict(own_findings, own_results),
                own_findings,
                own_results,
                unrun=tuple(code for code in known if code in built and code not in ran),
                unbuilt=tuple(code for code in known if code not in built),
            )
        )
    return tuple(reports)


def _verdict(findings: Sequence[Finding], results: Sequence[CheckResult]) -> ClauseVerdict:
    """The worst that is known; `pass` only where something was proven, nothing failed and nothing stayed open."""
    sure = [f.severity for f in findings if f.confidence is not Confidence.LOW]
    verdicts = [r.outcome.verdict.value for r in results]
    if Severity.ERROR in sure or "fail" in verdicts:
        return "fail"
    if Severity.WARNING in sure or "warn" in verdicts:
        return "warn"
    if "inconclusive" in verdicts:
        return "inconclusive"
    return "pass" if "pass" in verdicts else "skip"


def explained_by(result: CheckResult, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings that name a likely cause of what a check saw; none for a check that passed.

    What is harmless, or unsure, is nobody's cause.
    """
    if result.outcome.verdict.value not in ("fail", "warn"):
        return ()
    causes = CAUSES.get(result.code, ())
    return tuple(
        f
        for f in findings
        if f.code in causes and f.severity is not Severity.INFO and f.confidence is not Confidence.LOW
    )
