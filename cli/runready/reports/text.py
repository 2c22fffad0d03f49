"""The text report of the linter: each finding with its line, a caret, what to do, and the other places."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from runready.console import Style, harmless
from runready.paths import Shown
from runready.report import Report
from runready_linter.findings import Finding, Severity
from runready_linter.lint import LintReport
from runready_linter.notes import Note

_COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
#: Evidence beyond this many places is counted instead of listed.
_MOST_EVIDENCE = 6
_MOST_NOTES = 12


def render(report: Report, style: Style) -> str:
    """The whole report."""
    if report.command != "lint" or report.lint is None:
        from runready.reports import audit_text

        return audit_text.render(report, style)
    lines: list[str] = []
    for finding in report.findings:
        lines += [*finding_lines(finding, report.shown, style, help=report.hints), ""]
    if report.notes:
        lines += [*note_lines(report.notes, report.shown, style), ""]
    lines.append(_summary(report.lint, style, report.seconds))
    if report.hints and report.findings:
        lines.append(style(f"`runready rule {report.findings[0].code}` explains a code.", "dim"))
    return "\n".join(lines) + "\n"


def statistics(report: LintReport, style: Style, seconds: float) -> str:
    """How many findings there are of each rule, the most frequent first, in place of the findings."""
    counts: dict[tuple[str, str, Severity], int] = {}
    for finding in report.findings:
        key = (finding.code, finding.name, finding.severity)
        counts[key] = counts.get(key, 0) + 1
    width = max((len(str(n)) for n in counts.values()), default=0)
    lines = [
        f"{n:>{width}}  {style(code, 'bold')}  {style(f'{severity.value:<7}', _COLORS[severity])}  {name}"
        for (code, name, severity), n in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    ]
    return "\n".join([*lines, *([""] if lines else []), _summary(report, style, seconds)]) + "\n"


def note_lines(notes: Sequence[Note], shown: Shown, style: Style, indent: str = "") -> Iterator[str]:
    """Notes, each with its place; JSON has those beyond the first few."""
    yield f"{indent}{style('Notes', 'bold')}"
    for note in notes[:_MOST_NOTES]:
        text = f"{harmless(shown(note.span.path))}:{note.span.line}: {note.message}"
        yield from wrapped(text, f"{indent}  - ", style.width)
    more = len(notes) - _MOST_NOTES
    if more > 0:
        yield f"{indent}  - and {number(more, 'more note')}; --format json has all"


def finding_lines(finding: Finding, shown: Shown, style: Style, *, help: bool) -> Iterator[str]:
    """One finding: its place and message, the source line with a caret, evidence, help."""
    span = finding.span
    color = _COLORS[finding.severity]
    place = f"{harmless(shown(span.path))}:{span.line}:{span.column}"
    yield f"{style(place, 'bold')} {style(finding.severity.value, 'bold', color)} {style(finding.code, 'bold')} {finding.name}"
    yield from wrapped(finding.message, "  ", style.width)
    yield from excerpt(finding, style)
    shown_evidence = finding.evidence[:_MOST_EVIDENCE]
    for evidence in shown_evidence:
        text = f"{harmless(shown(evidence.path))}:{evidence.line}: {evidence.message}"
        yield from wrapped(text, "  - ", style.width)
    more = len(finding.evidence) - len(shown_evidence)
    if more:
        yield f"  - and {number(more, 'more place')}"
    if help and finding.help:
        first, *rest = wrapped(f"help: {finding.help}", "  ", style.width)
        yield first.replace("help:", style("help:", "cyan"), 1)
        yield from rest


def excerpt(finding: Finding, style: Style) -> Iterator[str]:
    """The finding's first line with a caret under its span, cut to the width."""
    span = finding.span
    source = finding.source
    if not source.strip():
        return
    gutter = f"{span.line:>5} | "
    before = source[: span.column - 1]
    last = span.end_column - 1 if span.end_line in (0, span.line) and span.end_column > span.column else len(source)
    marked = source[span.column - 1 : last]
    room = style.width - len(gutter)
    text = harmless(source.expandtabs(4))
    start = len(before.expandtabs(4))
    # A line longer than the terminal is shown around its marked part.
    offset = max(0, start - room // 2) if len(text) > room and start > room // 2 else 0
    yield style(gutter, "dim") + text[offset : offset + room]
    carets = max(1, min(len(marked.expandtabs(4)), room - (start - offset)))
    pad = " " * (len(gutter) - 2) + "| "
    yield style(pad, "dim") + " " * (start - offset) + style("^" * carets, "bold", _COLORS[finding.severity])


def wrapped(text: str, indent: str, width: int) -> list[str]:
    """Text folded to the width; the following lines are indented as far as the first."""
    lines: list[str] = []
    for paragraph in harmless(text).split("\n"):
        lines += textwrap.wrap(
            paragraph,
            width=width,
            initial_indent=indent if not lines else " " * len(indent),
            subsequent_indent=" " * len(indent),
            break_long_words=False,
            break_on_hyphens=False,
        ) or [""]
    return lines


def number(count: int, noun: str, nouns: str = "") -> str:
    """`1 file`, `2 files`; `nouns` where it is not formed by an s."""
    return f"{count} {noun}" if count == 1 else f"{count} {nouns or f'{noun}s'}"


def counted(findings: Sequence[Finding]) -> str:
    """`3 errors, 1 warning`, or `no findings`."""
    words = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
    parts = [
        number(n, word) for severity, word in words.items() if (n := sum(f.severity is severity for f in findings))
    ]
    return ", ".join(parts) if parts else "no findings"


def _summary(report: LintReport, style: Style, seconds: float) -> str:
    suppressed = f", {report.suppressed} suppressed" if report.suppressed else ""
    suppressed += f", {report.known} known" if report.known else ""
    worst = _worst(report.findings)
    text = f"{counted(report.findings)} in {number(report.files, 'file')}, {number(report.lines, 'line')}{suppressed}"
    return f"{style(text, 'bold', _COLORS[worst] if worst else 'green')} ({seconds:.1f} s)"


def _worst(findings: Iterable[Finding]) -> Severity | None:
    present = {f.severity for f in findings}
    return next((s for s in Severity if s in present), None)
