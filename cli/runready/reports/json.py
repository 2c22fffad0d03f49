"""The JSON report, version 1: the schema is published in docs/schema, machine users depend on it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from runready import __version__
from runready.audit import ClauseReport, explained_by
from runready.console import Style
from runready.paths import Shown
from runready.report import Report
from runready_linter.findings import Finding, Severity
from runready_linter.notes import Note

if TYPE_CHECKING:
    from runready.comparison import Comparison
    from runready_harness.verdicts import CheckResult

VERSION = 1
Document = dict[str, Any]


def render(report: Report, _style: Style) -> str:
    # Plain ASCII, so that no encoding of stdout and no file name that is not Unicode can make it invalid.
    return json.dumps(document_of(report), indent=2) + "\n"


def document_of(report: Report) -> Document:
    """The document: no `findings` where the linter did not run, no `checks` where the command has none."""
    document = _head(report.platform, report.exit_code)
    if report.lint is not None:
        document["findings"] = [_finding(f, report.shown) for f in _ordered(report.findings, report.shown)]
        document["remarks"] = [
            {"path": report.shown(r.path), "line": r.line, "message": r.message} for r in report.lint.remarks
        ]
        document["notes"] = [_note(n, report.shown) for n in report.notes]
    if report.command != "lint":
        document["checks"] = [_check(r, report.findings) for r in report.results]
    if report.comparison is not None:
        document["comparison"] = _comparison(report.comparison, report.shown)
    clauses = _static_clauses(report.findings) if report.command == "lint" else [_clause(c) for c in report.clauses]
    return document | {"clauses": clauses, "summary": _summary(report)}


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


def _note(note: Note, shown: Shown) -> Document:
    return {"clause": note.clause, "path": shown(note.span.path), "line": note.span.line, "message": note.message}


def _comparison(comparison: Comparison, shown: Shown) -> Document:
    here, there = comparison.here, comparison.there
    return {
        "platform": there.id,
        "appear": [_finding(f, shown) for f in _ordered(comparison.appear, shown)],
        "vanish": [{"fingerprint": f.fingerprint, "why": comparison.why(f)} for f in comparison.vanish],
        "change": [
            {
                "fingerprint": each.here.fingerprint,
                "severity": each.there.severity.value,
                "message": each.there.message,
                "why": comparison.why(each.here),
            }
            for each in comparison.change
        ],
        "contract": [
            {
                "fact": each.fact.path,
                "title": each.fact.title,
                "from": each.here,
                "to": each.there,
                "confidence": {
                    "from": each.fact.of(here).confidence.value,
                    "to": each.fact.of(there).confidence.value,
                },
                "places": [{"path": shown(s.path), "line": s.line} for s in each.places],
            }
            for each in comparison.contract
        ],
        "checks": [{"code": each.code, "why": each.why} for each in comparison.checks],
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


def _summary(report: Report) -> Document:
    files, lines = (report.lint.files, report.lint.lines) if report.lint is not None else (0, 0)
    counts = {s.value: sum(f.severity is s for f in report.findings) for s in Severity}
    summary = {"files": files, "lines": lines, **counts, "seconds": round(report.seconds, 3)}
    if report.lint is not None:
        summary |= {"suppressed": report.lint.suppressed, "known": report.lint.known}
    return summary
