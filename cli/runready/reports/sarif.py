"""SARIF 2.1.0, for code-scanning services: findings and failed checks as results, pages as the rules' help."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from runready import __version__
from runready.audit import explained_by
from runready.console import Style, harmless
from runready.pages import found, page
from runready.paths import Shown
from runready.report import Report
from runready.reports.anchors import anchor, seen
from runready_linter.findings import Finding, Severity, Span
from runready_rules.contract import CLAUSES

if TYPE_CHECKING:
    from runready_harness.verdicts import CheckResult

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
#: The repository's top, which the reader knows.
_BASE = "SRCROOT"
_FINGERPRINT = "runready/v1"

Object = dict[str, Any]


def render(report: Report, _style: Style) -> str:
    shown = report.shown.from_repository()
    failed = [r for r in report.results if seen(r)]
    codes = sorted({f.code for f in report.findings} | {r.code for r in failed})
    index = {code: number for number, code in enumerate(codes)}
    results = [_finding(f, shown, index[f.code]) for f in report.findings]
    results += [_check(r, report, shown, index[r.code]) for r in failed]
    run = {
        "tool": {
            "driver": {
                "name": "runready",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(code) for code in codes],
            }
        },
        "invocations": [_invocation(report, shown)],
        "originalUriBaseIds": {_BASE: {"description": _text("The top of the repository.")}},
        "columnKind": "unicodeCodePoints",
        "results": results,
        "properties": {"platform": report.platform},
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _finding(finding: Finding, shown: Shown, index: int) -> Object:
    message = f"{finding.message}\n\n{finding.help}" if finding.help else finding.message
    result = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": _text(message),
        "locations": [_location(shown(finding.span.path), _region(finding.span))],
        "partialFingerprints": {_FINGERPRINT: finding.fingerprint},
        "properties": {"clause": finding.clause, "confidence": finding.confidence.value},
    }
    if finding.evidence:
        result["relatedLocations"] = [
            _location(shown(e.path), {"startLine": e.line}) | {"id": number, "message": _text(e.message)}
            for number, e in enumerate(finding.evidence, 1)
        ]
    return result


def _check(result: CheckResult, report: Report, shown: Shown, index: int) -> Object:
    """A verdict that something is wrong. What passed, or stayed open, is no result: readers show each as an alert."""
    outcome = result.outcome
    path, line = anchor(report, result)
    made = {
        "ruleId": result.code,
        "ruleIndex": index,
        "level": "error" if outcome.verdict.value == "fail" else "warning",
        "message": _text("\n\n".join(filter(None, (outcome.message, outcome.help)))),
        "locations": [_location(shown(path), {"startLine": line})],
        "properties": {
            "clause": result.clause,
            "evidence": [{"kind": e.kind, "title": e.title, "text": e.text} for e in outcome.evidence],
        },
    }
    causes = explained_by(result, report.findings)
    if causes:
        made["relatedLocations"] = [
            _location(shown(f.span.path), _region(f.span)) | {"id": number, "message": _text(f"{f.code} {f.message}")}
            for number, f in enumerate(causes, 1)
        ]
    return made


def _rule(code: str) -> Object:
    made: Object = {"id": code}
    entry = found(code)
    if entry is None:
        return made
    clause = next((c for c in CLAUSES if c.id == entry.clause), None)
    doc = page(entry) or entry.summary
    severity = entry.severity or Severity.ERROR
    made |= {
        "name": entry.name,
        "shortDescription": _text(entry.summary or entry.name),
        "help": {"text": doc, "markdown": doc},
        "defaultConfiguration": {"level": _LEVELS[severity]},
        "properties": {"tags": [entry.clause], "problem.severity": _problem(severity)},
    }
    if clause is not None:
        made["helpUri"] = clause.source
    return made


def _problem(severity: Severity) -> str:
    """GitHub's word for it."""
    return "recommendation" if severity is Severity.INFO else severity.value


def _invocation(report: Report, shown: Shown) -> Object:
    made: Object = {"executionSuccessful": report.exit_code in (0, 1), "exitCode": report.exit_code}
    execution = list(_unread(report, shown)) + [
        _notification(f"{r.code} {r.name} proved nothing: {r.outcome.message}", "note")
        for r in report.results
        if r.outcome.verdict.value in ("skip", "inconclusive")
    ]
    if execution:
        made["toolExecutionNotifications"] = execution
    if report.lint is not None and report.lint.remarks:
        made["toolConfigurationNotifications"] = [
            _notification(r.message, "warning", [_location(shown(r.path), {"startLine": r.line})])
            for r in report.lint.remarks
        ]
    return made


def _unread(report: Report, shown: Shown) -> Iterator[Object]:
    if report.lint is None:
        return
    for file in report.lint.troubles:
        region = {"startLine": file.trouble.loc.line} if file.trouble.loc.line else {}
        yield _notification(
            f"{file.trouble.message}; left out", "warning", [_location(shown(file.path), region)] if file.path else []
        )
    for failure in report.lint.failed:
        yield _notification(f"{failure.code} could not judge this project: {failure.error}", "error")


def _notification(message: str, level: str, locations: Iterable[Object] = ()) -> Object:
    made: Object = {"level": level, "message": _text(message)}
    places = list(locations)
    return made | {"locations": places} if places else made


def _location(path: str, region: Object) -> Object:
    # A file name may hold any byte.
    uri = quote(os.fsencode(path), safe="/~!$&'()*+,;=@")
    artifact = {"uri": uri} if path.startswith(("/", "..")) else {"uri": uri, "uriBaseId": _BASE}
    physical: Object = {"artifactLocation": artifact}
    return {"physicalLocation": physical | {"region": region} if region else physical}


def _region(span: Span) -> Object:
    region = {"startLine": span.line, "startColumn": span.column}
    if span.end_line >= span.line and span.end_column:
        region |= {"endLine": span.end_line, "endColumn": span.end_column}
    return region


def _text(message: str) -> Object:
    return {"text": harmless(message)}
