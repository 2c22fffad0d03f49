"""The text report of an audit: the contract's clauses with findings and verdicts, worst first in each."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from runready.audit import ClauseReport, explained_by
from runready.console import Style, harmless
from runready.paths import Shown
from runready.report import Report
from runready.reports.text import counted, finding_lines, note_lines, number, wrapped
from runready_linter.findings import Finding

if TYPE_CHECKING:
    from runready_harness.run import HarnessReport
    from runready_harness.verdicts import CheckResult, Evidence

_MARKS = {"pass": ("PASS", "green"), "warn": ("WARN", "yellow"), "fail": ("FAIL", "red")}
_OPEN = {"skip": ("not tested", "dim"), "inconclusive": ("not proven", "yellow")}
#: Lines of a piece of evidence that the text report shows; JSON has all.
_MOST_LINES = 16
_FEW_LINES = 4
_VERDICTS = {0: ("ready", "green"), 1: ("NOT READY", "red"), 3: ("NOT TESTED", "yellow"), 4: ("NOT PROVEN", "yellow")}


def render(report: Report, style: Style) -> str:
    """The whole report of `runready audit`, or of `runready test` where the linter did not run."""
    harness = report.harness
    lines = [*_heading(report.title, harness, style), ""]
    said: dict[str, str] = {}
    for clause in report.clauses:
        lines += _clause(clause, report.findings, report.shown, style, said)
        notes = [note for note in report.notes if note.clause == clause.clause.id]
        if notes:
            lines[-1:] = [*note_lines(notes, report.shown, style, "  "), ""]
    if harness is not None:
        lines += _unproven(harness, style)
    if report.comparison is not None:
        from runready.reports import comparison_text

        lines += comparison_text.lines(report.comparison, report.shown, style)
    word, color = _VERDICTS[report.exit_code]
    if report.exit_code == 0 and any(r.outcome.verdict.value in _OPEN for r in report.results):
        word, color = "NOTHING FAILED, NOT ALL TESTED", "yellow"
    lines.append(f"{style(word, 'bold', color)}: {tally(report)} ({report.seconds:.1f} s)")
    return "\n".join(lines) + "\n"


def _heading(title: str, harness: HarnessReport | None, style: Style) -> Iterator[str]:
    yield style(harmless(title), "bold")
    if harness is not None:
        flows = {
            "flows": "written flows",
            "openapi": "flows made from the OpenAPI document",
            "root": "GET / and the health path only",
            None: "no flows",
        }[harness.rung]
        yield style(f"{harness.runtime} runtime, {flows}, {number(harness.instances, 'instance')} started", "dim")


def _clause(
    report: ClauseReport,
    findings: Sequence[Finding],
    shown: Shown,
    style: Style,
    said: dict[str, str],
) -> Iterator[str]:
    """A clause. `said` holds what earlier checks said, with the first one's code."""
    word, color = (_MARKS | _OPEN)[report.verdict]
    left = f"{report.clause.id}: {report.clause.title}"
    yield style(f"{left} ".ljust(style.width - len(word) - 1, "─"), "bold") + " " + style(word, "bold", color)
    for finding in report.findings:
        yield from _indented(finding_lines(finding, shown, _narrower(style), help=True))
        yield ""
    for result in report.checks:
        yield from _check(result, findings, shown, style, said)
    if report.unrun and not report.checks:
        yield f"  Not run: {', '.join(report.unrun)}."
    elif report.unbuilt and not report.checks:
        yield from wrapped(
            f"Nothing was tried at run time: {', '.join(report.unbuilt)} {'is' if len(report.unbuilt) == 1 else 'are'} "
            "not built yet.",
            "  ",
            style.width,
        )
    yield ""


def _check(
    result: CheckResult, findings: Sequence[Finding], shown: Shown, style: Style, said_before: dict[str, str]
) -> Iterator[str]:
    outcome = result.outcome
    word, color = (_MARKS | _OPEN)[outcome.verdict.value]
    head = f"  {style(result.code, 'bold')} {result.name} {style(word.lower(), 'bold', color)}"
    if outcome.verdict.value in _OPEN:
        first = said_before.setdefault(outcome.message, result.code)
        if first != result.code:
            yield f"{head}: as {first}"
            return
    yield f"{head} {style(f'({result.seconds:.1f} s)', 'dim')}"
    yield from wrapped(outcome.message, "    ", style.width)
    if outcome.verdict.value not in ("fail", "warn", "inconclusive"):
        return
    yield from _causes(explained_by(result, findings), shown, style)
    # Where answers are compared, a log is background; elsewhere it is what tells.
    log_lines = _FEW_LINES if any(piece.kind == "diff" for piece in outcome.evidence) else _MOST_LINES
    said = outcome.message
    for piece in outcome.evidence:
        if piece.kind == "text" and piece.title.startswith("Also"):
            said = piece.text
        # One failure's logs are enough on a page, and a diff that only repeats the sentence above it says nothing.
        # JSON has all.
        repeated = (piece.kind == "log" and said is not outcome.message) or _only_says(piece, said)
        if not repeated:
            yield from _evidence(piece, style, log_lines)
    if outcome.help:
        first, *rest = wrapped(f"help: {outcome.help}", "    ", style.width)
        yield first.replace("help:", style("help:", "cyan"), 1)
        yield from rest


def _causes(causes: Sequence[Finding], shown: Shown, style: Style) -> Iterator[str]:
    lines = [f"{harmless(shown(f.span.path))}:{f.span.line} {f.code} {f.name}" for f in causes]
    if len(lines) == 1:
        yield f"    {style('likely cause:', 'cyan')} {lines[0]}"
    elif lines:
        yield f"    {style('likely causes:', 'cyan')}"
        yield from (f"      {line}" for line in lines)


def _only_says(piece: Evidence, said: str) -> bool:
    added = [line[1:] for line in piece.text.split("\n") if line.startswith("+")]
    return piece.kind == "diff" and bool(added) and all(line in said for line in added)


def _evidence(piece: Evidence, style: Style, log_lines: int) -> Iterator[str]:
    lines = harmless(piece.text).rstrip("\n").split("\n")
    if piece.kind == "text" and len(lines) == 1:
        title, *rest = wrapped(f"{piece.title}: {piece.text}", "    ", style.width)
        yield title.replace(f"{piece.title}:", style(f"{piece.title}:", "dim"), 1)
        yield from rest
        return
    yield f"    {style(harmless(piece.title), 'dim')}"
    # Of a log the end tells, of everything else the beginning.
    log = piece.kind == "log"
    kept = lines[-log_lines:] if log else lines[:_MOST_LINES]
    cut = f"… {number(len(lines) - len(kept), 'more line')} in the JSON report" if len(lines) > len(kept) else ""
    if cut and log:
        yield f"      {style(cut, 'dim')}"
    for line in kept:
        color = {"+": "green", "-": "red"}.get(line[:1]) if piece.kind == "diff" else None
        # A command is there to be copied: never folded.
        for part in [line] if piece.kind == "curl" else _folded(line, style.width - 6):
            yield f"      {style(part, color) if color else part}"
    if cut and not log:
        yield f"      {style(cut, 'dim')}"


def _folded(line: str, room: int) -> list[str]:
    return textwrap.wrap(line, room, subsequent_indent="  ", tabsize=4) or [""]


def _unproven(harness: HarnessReport, style: Style) -> Iterator[str]:
    if harness.unproven:
        yield style("Not proven by this run", "bold")
        for sentence in harness.unproven:
            yield from wrapped(sentence, "  - ", style.width)
        yield ""


def tally(report: Report) -> str:
    """What there is of each kind: findings, verdicts, clauses that nothing tested."""
    parts = []
    if report.lint is not None:
        parts.append(counted(report.findings))
    if report.harness is not None:
        verdicts = [r.outcome.verdict.value for r in report.results]
        names = {
            "pass": "passed",
            "warn": "warned",
            "fail": "failed",
            "skip": "skipped",
            "inconclusive": "inconclusive",
        }
        counts = [f"{n} {name}" for key, name in names.items() if (n := verdicts.count(key))]
        parts.append(f"{number(len(verdicts), 'check')}: {', '.join(counts)}" if counts else "no checks ran")
    untested = sum(clause.verdict == "skip" for clause in report.clauses)
    if untested:
        parts.append(f"{untested} of {number(len(report.clauses), 'clause')} not tested")
    return "; ".join(parts)


def _indented(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield f"  {line}" if line else line


def _narrower(style: Style) -> Style:
    return Style(style.color, style.width - 2)
