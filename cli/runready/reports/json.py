"""The JSON report, version 1: the schema is published in docs/schema, machine users depend on it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from runready import __version__
from runready.audit import ClauseReport, explained_by
from runready.paths import Shown
from runready_linter.findings import Finding, Severity
from runready_linter.lint import LintReport

if TYPE_CHECKING:
    from runready_harness.verdicts import CheckResult

VERSION = 1
Document = dict[str, Any]


def render(document: Document) -> str:
    # Plain ASCII, so that no encoding of stdout and no file name that is not Unicode can make it invalid.
    return json.dumps(document, indent=2) + "\n"


def lint_document(report: LintReport, shown: Shown, platform: str, exit_code: int, seconds: float) -> Document:
    """The document of `runready lint`: no `checks`."""
    return _head(platform, exit_code) | {
        "findings": [_finding(f, shown) for f in _ordered(report.findings, shown)],
        "clauses": _static_clauses(report.findings),
        "summary": _summary(report.files, report.lines, report.findings, seconds),
    }


def audit_document(
    report: LintReport | None,
    shown: Shown,
    results: Sequence[CheckResult],
    clauses: Sequence[ClauseReport],
    platform: str,
    exit_code: int,
    seconds: float,
) -> Document:
    """The document of `runready audit`, or of `runready test` where there is no lint report: no `findings`."""
    findings = report.findings if report is not None else ()
    document = _head(platform, exit_code)
    if report is not None:
        document["findings"] = [_finding(f, shown) for f in _ordered(findings, shown)]
    return document | {
        "checks": [_check(r, findings) for r in results],
        "clauses": [_clause(c) for c in clauses],
        "summary": _summary(report.files if report else 0, report.lines if report else 0, findings, seconds),
    }


def _head(platform: str, exit_code: int) -> Document:
    return {
        "version": VERSION,
        "tool": {"name": "runready", "version": __version__},
        "platform": platform,
        "exit_code": exit_code,
    }


def _ordered(findings: Sequence[Finding], shown: Shown) -> list[Finding]:
    return sorted(findings, key=lambda f: (shown(f.span.path), f.span.line, f.span.column, f.code))


def _finding(finding: Finding, shown: Shown) -> Document:
    span = finding.span
    return {
        "code": finding.code,
        "name": finding.name,
        "clause": finding.clause,
        "severity": finding.severity.value,
        "confidence": finding.confidence.value,
        "path": shown(span.path),
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line or span.line,
        "end_column": span.end_column or span.column,
        "message": finding.message,
        "help": finding.help,
        "evidence": [{"path": shown(e.path), "line": e.line, "message": e.message} for e in finding.evidence],
        "fix": None,
        "fingerprint": finding.fingerprint,
    }


def _check(result: CheckResult, findings: Sequence[Finding]) -> Document:
    outcome = result.outcome
    return {
        "code": result.code,
        "name": result.name,
        "clause": result.clause,
        "verdict": outcome.verdict.value,
        "message": outcome.message,
        "help": outcome.help,
        "evidence": [{"kind": e.kind, "title": e.title, "text": e.text} for e in outcome.evidence],
        "explained_by": [f.fingerprint for f in explained_by(result, findings)],
        "seconds": round(result.seconds, 3),
    }


def _clause(report: ClauseReport) -> Document:
    return {
        "id": report.clause.id,
        "verdict": report.verdict,
        "rules": sorted({f.code for f in report.findings}),
        "checks": [r.code for r in report.checks],
    }


def _static_clauses(findings: Sequence[Finding]) -> list[Document]:
    """The clauses that the findings fall under; a linter alone proves none of the others."""
    from runready.audit import join

    return [_clause(c) for c in join(findings, (), frozenset()) if c.findings]


def _summary(files: int, lines: int, findings: Sequence[Finding], seconds: float) -> Document:
    counts = {
        s.value: sum(f.severity is s for f in findings) for s in (Severity.ERROR, Severity.WARNING, Severity.INFO)
    }
    return {"files": files, "lines": lines, **counts, "seconds": round(seconds, 3)}
