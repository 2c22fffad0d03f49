"""`runready lint`."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from runready import options
from runready.console import Style, check_output, style_of, warn, write_report
from runready.options import Format, Platform
from runready.paths import Shown
from runready.report import Report
from runready.reports import render
from runready_linter import knowledge, rule
from runready_linter.findings import Confidence, Finding, Severity
from runready_linter.lint import LintReport
from runready_linter.lint import lint as lint_paths
from runready_linter.problems import EXIT_NOT_READY, EXIT_READY, EXIT_UNPROVEN, UsageProblem
from runready_linter.rule import Rule
from runready_rules import platforms


def lint_command(
    paths: list[Path],
    format: Format,
    output: Path | None,
    select: list[str] | None,
    ignore: list[str] | None,
    fail_on: Severity,
    platform: Platform,
    quiet: bool,
    no_color: bool,
) -> int:
    """Lints, writes the report, and gives the exit code.

    Raises:
        UsageProblem: no such path or code, no rule is left, or the output cannot be written.
    """
    started = time.perf_counter()
    check_output(output)
    rules = chosen_rules(select, ignore)
    if not rules:
        raise UsageProblem(
            "--select and --ignore leave no static rule to check",
            help="`runready rule` lists them, those not built yet too; run-time checks belong to `runready test`",
        )
    report = run_linter(paths, rules, platform)
    shown = Shown(report.root)
    tell_troubles(report, shown, style_of(sys.stderr, no_color))
    code = exit_code(report, fail_on)
    seconds = time.perf_counter() - started
    whole = Report("lint", title(shown), platform, code, seconds, fail_on, shown, lint=report, hints=not quiet)
    write_report(render(format, whole, report_style(output, no_color)), output)
    return code


def run_linter(paths: list[Path], rules: Sequence[Rule], platform: Platform) -> LintReport:
    """Runs rules over the paths, by the contract of a platform.

    Raises:
        UsageProblem: no such path.
    """
    judged_by = platforms.platform(platforms.load(platform.value))
    known = replace(knowledge.installed(), platform=judged_by)
    return lint_paths(paths, rules, known, known_codes=options.known_codes(), tell_failures=True)


def chosen_rules(select: list[str] | None, ignore: list[str] | None) -> tuple[Rule, ...]:
    """The installed rules that the options leave.

    Raises:
        UsageProblem: no such code.
    """
    wanted, unwanted = options.codes(select), options.codes(ignore)
    return tuple(r for code, r in rule.installed().items() if options.chosen(code, wanted, unwanted))


def title(shown: Shown) -> str:
    """The project, as a heading names it."""
    folder = shown("")
    return f"{Path.cwd().name if folder == '.' else folder} on AWS App Runner"


def report_style(output: Path | None, no_color: bool) -> Style:
    return style_of(sys.stdout, no_color) if output is None else Style()


def tell_troubles(report: LintReport, shown: Shown, style: Style) -> None:
    """Writes to stderr what could not be read or judged, and what is wrong with suppressions."""
    for file in report.troubles:
        loc = file.trouble.loc
        place = f"{shown(file.path)}:{loc.line}:{loc.column}" if loc.line else shown(file.path)
        warn(f"{place}: {file.trouble.message}; left out", style)
    for failure in report.failed:
        warn(
            f"{failure.code} could not judge this project: internal error: {failure.error}; "
            "the other rules did; please report it",
            style,
        )
    for remark in report.remarks:
        warn(f"{shown(remark.path)}:{remark.line}: {remark.message}", style)
    if not report.files and not report.troubles:
        warn(f"{shown('')}: no Python file and no Dockerfile here", style)


def fails(findings: Iterable[Finding], fail_on: Severity) -> bool:
    """Whether a finding is at or above the threshold; what is unsure never fails a gate."""
    return any(f.severity.reaches(fail_on) and f.confidence is not Confidence.LOW for f in findings)


def unproven(report: LintReport) -> bool:
    """Whether no file could be judged at all, or a rule failed: without findings that says nothing."""
    unread = {t.path for t in report.troubles if t.path}
    return report.files - len(unread) <= 0 or bool(report.failed)


def exit_code(report: LintReport, fail_on: Severity) -> int:
    if fails(report.findings, fail_on):
        return EXIT_NOT_READY
    return EXIT_UNPROVEN if unproven(report) else EXIT_READY
