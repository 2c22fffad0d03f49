"""Markdown, for a job's summary, a merge request or an issue: what fails first, the evidence folded away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from runready.audit import explained_by
from runready.console import Style, harmless
from runready.report import Report
from runready.reports.text import counted, number
from runready_linter.findings import Finding, Severity

if TYPE_CHECKING:
    from runready_harness.verdicts import CheckResult, Evidence

_VERDICTS = {0: "Ready", 1: "Not ready", 3: "Not tested", 4: "Not proven"}
_WORDS = {"pass": "pass", "warn": "**warn**", "fail": "**fail**", "skip": "not tested", "inconclusive": "not proven"}
#: What Markdown or HTML would take for its own. Letters, digits and blanks never are.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#+!|~&])")
_MOST_EVIDENCE_LINES = 40


def render(report: Report, _style: Style) -> str:
    return "\n".join(_lines(report)) + "\n"


def short(report: Report) -> str:
    """The verdict and the counts alone."""
    return "\n".join([*_head(report), "The report is too long for this place.", ""])


def _lines(report: Report) -> Iterator[str]:
    yield from _head(report)
    if report.command == "lint":
        yield from _findings(report.findings, report)
        return
    for clause in report.clauses:
        yield f"### {_escaped(clause.clause.title)}: {_WORDS[clause.verdict]}"
        yield ""
        yield from _findings(clause.findings, report)
        for result in clause.checks:
            yield from _check(result, report)
    if report.harness is not None and report.harness.unproven:
        yield "### Not proven by this run"
        yield ""
        yield from (f"- {_escaped(sentence)}" for sentence in report.harness.unproven)
        yield ""


def _head(report: Report) -> Iterator[str]:
    yield f"## {_escaped(report.title)}: {_VERDICTS.get(report.exit_code, 'Not judged').lower()}"
    yield ""
    parts = []
    if report.lint is not None:
        parts.append(f"{counted(report.findings)} in {number(report.lint.files, 'file')}")
    if report.harness is not None:
        verdicts = [r.outcome.verdict.value for r in report.results]
        parts.append(f"{number(len(verdicts), 'check')}, {verdicts.count('fail')} failed")
    yield f"{'; '.join(parts)} ({report.seconds:.1f} s)"
    yield ""


def _findings(findings: Sequence[Finding], report: Report) -> Iterator[str]:
    for finding in findings:
        severity = finding.severity.value
        word = f"**{severity}**" if finding.severity is Severity.ERROR else severity
        place = _code(f"{report.shown(finding.span.path)}:{finding.span.line}")
        yield f"- {word} {place} {finding.code} {_escaped(finding.name)}: {_escaped(finding.message)}"
        source = finding.source.strip()
        if source:
            yield ""
            yield from _fenced(source, "  ")
        if finding.evidence:
            yield ""
            yield from (
                f"  - {_code(f'{report.shown(e.path)}:{e.line}')}: {_escaped(e.message)}" for e in finding.evidence
            )
        if finding.help:
            yield ""
            yield f"  Help: {_escaped(finding.help)}"
        yield ""


def _check(result: CheckResult, report: Report) -> Iterator[str]:
    outcome = result.outcome
    word = _WORDS[outcome.verdict.value]
    yield f"- {word} {result.code} {_escaped(result.name)}: {_escaped(outcome.message)}"
    if outcome.verdict.value not in ("fail", "warn"):
        yield ""
        return
    causes = explained_by(result, report.findings)
    if causes:
        yield ""
        yield f"  Likely causes: {', '.join(_code(f'{report.shown(f.span.path)}:{f.span.line}') + f' {f.code}' for f in causes)}"
    if outcome.help:
        yield ""
        yield f"  Help: {_escaped(outcome.help)}"
    for piece in outcome.evidence:
        yield ""
        yield from _evidence(piece)
    yield ""


def _evidence(piece: Evidence) -> Iterator[str]:
    lines = piece.text.rstrip("\n").split("\n")
    kept = lines[-_MOST_EVIDENCE_LINES:] if piece.kind == "log" else lines[:_MOST_EVIDENCE_LINES]
    cut = f" ({len(kept)} of {number(len(lines), 'line')})" if len(kept) < len(lines) else ""
    yield f"  <details><summary>{_escaped_html(piece.title)}{cut}</summary>"
    yield ""
    yield from _fenced("\n".join(kept), "  ", "diff" if piece.kind == "diff" else "")
    yield ""
    yield "  </details>"


def _fenced(text: str, indent: str, language: str = "") -> Iterator[str]:
    """A block of code whose fence is longer than any in it."""
    plain = harmless(text)
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", plain)), default=0))
    yield f"{indent}{fence}{language}"
    yield from (f"{indent}{line}" for line in plain.split("\n"))
    yield f"{indent}{fence}"


def _code(text: str) -> str:
    plain = " ".join(harmless(text).split())
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", plain)), default=0))
    pad = " " if plain.startswith("`") or plain.endswith("`") else ""
    return f"{fence}{pad}{plain}{pad}{fence}"


def _escaped(text: str) -> str:
    """Text on one line as it is; what stands in backquotes there is code."""
    parts = re.split(r"`([^`]+)`", " ".join(harmless(text).split()))
    return "".join(_code(part) if number % 2 else _SPECIAL.sub(r"\\\1", part) for number, part in enumerate(parts))


def _escaped_html(text: str) -> str:
    from html import escape

    return escape(" ".join(harmless(text).split()), quote=False)
