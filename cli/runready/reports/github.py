"""GitHub's workflow commands: an annotation for each finding and failed check, and the job's summary in Markdown."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from runready.console import Style, harmless
from runready.paths import Shown
from runready.report import Report
from runready.reports.anchors import anchor, seen
from runready_linter.findings import Finding, Severity
from runready_linter.problems import EnvironmentProblem, Place

if TYPE_CHECKING:
    from runready_harness.verdicts import CheckResult

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
#: GitHub drops a step's whole summary where it is larger (bytes).
_MOST_SUMMARY = 1024 * 1024


def render(report: Report, _style: Style) -> str:
    """The annotations. Where GitHub asks for a summary, it is added to its file on the way.

    Raises:
        EnvironmentProblem: the summary's file cannot be written.
    """
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary:
        _summarize(report, Path(summary))
    shown = report.shown.from_repository()
    lines = [_finding(f, shown) for f in report.findings]
    lines += [_check(r, report, shown) for r in report.results if seen(r)]
    lines += _remarks(report, shown)
    return "".join(f"{line}\n" for line in lines)


def _finding(finding: Finding, shown: Shown) -> str:
    span = finding.span
    place = {"file": shown(span.path), "line": span.line}
    # Columns belong to one line: GitHub refuses them on a stretch of several.
    if span.end_line in (0, span.line):
        place |= {"col": span.column} | ({"endColumn": span.end_column} if span.end_column else {})
    else:
        place |= {"endLine": span.end_line}
    text = "\n".join(
        [
            finding.message,
            *(f"- {shown(e.path)}:{e.line}: {e.message}" for e in finding.evidence),
            *([f"help: {finding.help}"] if finding.help else []),
        ]
    )
    return _command(_COMMANDS[finding.severity], place | {"title": f"{finding.code} {finding.name}"}, text)


def _check(result: CheckResult, report: Report, shown: Shown) -> str:
    path, line = anchor(report, result)
    text = "\n".join(filter(None, (result.outcome.message, result.outcome.help and f"help: {result.outcome.help}")))
    name = "error" if result.outcome.verdict.value == "fail" else "warning"
    return _command(name, {"file": shown(path), "line": line, "title": f"{result.code} {result.name}"}, text)


def _remarks(report: Report, shown: Shown) -> Iterator[str]:
    for remark in report.lint.remarks if report.lint is not None else ():
        place = {"file": shown(remark.path), "line": remark.line, "title": "suppression"}
        yield _command("warning", place, remark.message)


def _command(name: str, properties: dict[str, object], message: str) -> str:
    # https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands and the toolkit's command.ts,
    # which says what is escaped.
    written = ",".join(f"{key}={_data(str(value), ':,')}" for key, value in properties.items())
    return f"::{name} {written}::{_data(message)}"


def _data(text: str, also: str = "") -> str:
    escaped = harmless(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    for char in also:
        escaped = escaped.replace(char, f"%{ord(char):02X}")
    return escaped


def _summarize(report: Report, file: Path) -> None:
    from runready.reports import markdown

    text = markdown.render(report, Style())
    if len(text.encode()) > _MOST_SUMMARY // 2:
        text = markdown.short(report)
    try:
        with file.open("a", encoding="utf-8") as stream:
            stream.write(text + "\n")
    except OSError as error:
        raise EnvironmentProblem(
            f"the job's summary cannot be written: {error.strerror}",
            place=Place(str(file)),
            help="GITHUB_STEP_SUMMARY names the file; unset it to leave the summary out",
        ) from error
