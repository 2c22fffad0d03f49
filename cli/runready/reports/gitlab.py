"""GitLab's code quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from runready.console import Style, harmless
from runready.paths import Shown
from runready.report import Report
from runready.reports.anchors import anchor, seen
from runready_linter.findings import Finding, Severity

if TYPE_CHECKING:
    from runready_harness.verdicts import CheckResult

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.INFO: "info"}


def render(report: Report, _style: Style) -> str:
    shown = report.shown.from_repository()
    issues = [_finding(f, shown) for f in report.findings]
    issues += [_check(r, report, shown) for r in report.results if seen(r)]
    return json.dumps(issues, indent=2) + "\n"


def _finding(finding: Finding, shown: Shown) -> dict[str, Any]:
    path = shown(finding.span.path)
    # Fingerprints are a project's own; a report can hold several projects of a repository.
    fingerprint = hashlib.sha256(f"{path}\0{finding.fingerprint}".encode(errors="surrogateescape")).hexdigest()[:32]
    return {
        "description": harmless(f"{finding.code} {finding.name}: {finding.message}"),
        "check_name": finding.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": path,
            "lines": {"begin": finding.span.line, "end": max(finding.span.line, finding.span.end_line)},
        },
    }


def _check(result: CheckResult, report: Report, shown: Shown) -> dict[str, Any]:
    path, line = anchor(report, result)
    fingerprint = hashlib.sha256(f"{shown('')}\0{result.code}".encode(errors="surrogateescape")).hexdigest()[:32]
    return {
        "description": harmless(f"{result.code} {result.name}: {result.outcome.message}"),
        "check_name": result.code,
        "fingerprint": fingerprint,
        "severity": "critical" if result.outcome.verdict.value == "fail" else "major",
        "location": {"path": shown(path), "lines": {"begin": line}},
    }
