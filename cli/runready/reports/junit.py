"""JUnit's XML as CI systems read it: a suite for each file and each clause, a case for each finding and check.

https://github.com/testmoapp/junitxml gathers what the readers have in common.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from runready.console import Style, harmless
from runready.report import Report
from runready_linter.findings import Finding

if TYPE_CHECKING:
    from runready_harness.verdicts import CheckResult

#: What XML 1.0 cannot hold, not even escaped.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report, _style: Style) -> str:
    suites = ElementTree.Element("testsuites", name=f"runready {report.command}", time=f"{report.seconds:.3f}")
    if report.lint is not None:
        _static(suites, report)
    for clause in report.clauses:
        if clause.checks:
            suite = _suite(suites, clause.clause.id)
            for result in clause.checks:
                _check(suite, result)
    _count(suites)
    ElementTree.indent(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(suites, encoding="unicode")}\n'


def _static(suites: ElementTree.Element, report: Report) -> None:
    if not report.findings:
        # No case at all is read as a broken run.
        ElementTree.SubElement(_suite(suites, report.shown("")), "testcase", name="runready lint", classname="runready")
    for path, findings in groupby(report.findings, key=lambda f: f.span.path):
        shown = _plain(report.shown(path))
        suite = _suite(suites, shown)
        for finding in findings:
            _finding(suite, finding, shown, report)


def _finding(suite: ElementTree.Element, finding: Finding, path: str, report: Report) -> None:
    place = f"{path}:{finding.span.line}:{finding.span.column}"
    case = ElementTree.SubElement(
        suite,
        "testcase",
        name=f"{finding.code} {finding.name} ({finding.span.line}:{finding.span.column})",
        classname=path,
        file=path,
        line=str(finding.span.line),
    )
    lines = [
        f"{place}: {finding.severity.value}: {finding.message}",
        *(f"- {report.shown(e.path)}:{e.line}: {e.message}" for e in finding.evidence),
        *([f"help: {finding.help}"] if finding.help else []),
    ]
    if report.fails(finding):
        _told(case, "failure", finding.message, lines, type=finding.severity.value)
    else:
        # Below the threshold: said, and no failure.
        ElementTree.SubElement(case, "system-out").text = _plain("\n".join(lines))


def _check(suite: ElementTree.Element, result: CheckResult) -> None:
    outcome = result.outcome
    case = ElementTree.SubElement(
        suite,
        "testcase",
        name=f"{result.code} {result.name}",
        classname=f"runready.{result.clause}",
        time=f"{result.seconds:.3f}",
    )
    lines = [outcome.message]
    for piece in outcome.evidence:
        lines += [f"{piece.title}:", *(f"  {line}" for line in piece.text.rstrip("\n").split("\n"))]
    if outcome.help:
        lines.append(f"help: {outcome.help}")
    match outcome.verdict.value:
        case "fail":
            _told(case, "failure", outcome.message, lines, type="fail")
        case "skip" | "inconclusive":
            ElementTree.SubElement(case, "skipped", message=_plain(outcome.message))
        case _:
            ElementTree.SubElement(case, "system-out").text = _plain("\n".join(lines))


def _told(case: ElementTree.Element, tag: str, message: str, lines: list[str], *, type: str) -> None:
    ElementTree.SubElement(case, tag, message=_plain(message), type=type).text = _plain("\n".join(lines))


def _suite(suites: ElementTree.Element, name: str) -> ElementTree.Element:
    return ElementTree.SubElement(suites, "testsuite", name=_plain(name))


def _count(suites: ElementTree.Element) -> None:
    for each in (*suites, suites):
        each.set("tests", str(len(each.findall(".//testcase"))))
        each.set("failures", str(len(each.findall(".//failure"))))
        each.set("errors", "0")
        each.set("skipped", str(len(each.findall(".//skipped"))))


def _plain(text: str) -> str:
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", harmless(text))
