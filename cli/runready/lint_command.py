"""`runready lint`."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from runready.configuration import Configuration, Given, configure, no_rules
from runready.console import Style, check_output, note, style_of, warn, write_report
from runready.options import Format, Platform
from runready.paths import Shown
from runready.report import Report
from runready.reports import render
from runready_linter import knowledge
from runready_linter.discovery import root_of
from runready_linter.findings import Confidence, Finding, Severity
from runready_linter.lint import LintReport, Unsaved
from runready_linter.lint import lint as lint_paths
from runready_linter.notes import Survey
from runready_linter.problems import EXIT_NOT_READY, EXIT_READY, EXIT_UNPROVEN, UsageProblem
from runready_linter.rule import Rule
from runready_rules import platforms
from runready_rules.surveys import needed_variables


@dataclass(frozen=True, slots=True)
class LintRequest:
    """What the command line said."""

    paths: tuple[Path, ...]
    given: Given
    format: Format = Format.TEXT
    output: Path | None = None
    since: str | None = None
    stdin_filename: Path | None = None
    write_baseline: bool = False
    statistics: bool = False
    add_ignores: bool = False
    reason: str = ""
    remove_unused_ignores: bool = False
    quiet: bool = False
    no_color: bool = False
    verbose: bool = False


def lint_command(request: LintRequest) -> int:
    """Lints, writes the report, and gives the exit code.

    Raises:
        UsageProblem: no such path or code, no rule is left, a file that is wrong, or the output cannot be written.
    """
    started = time.perf_counter()
    check_output(request.output)
    _check_together(request)
    unsaved = Unsaved(request.stdin_filename, _stdin()) if request.stdin_filename is not None else None
    paths = request.paths or (() if unsaved else (Path(),))
    configuration = configure(root_of(paths, unsaved.path if unsaved else None), request.given)
    rules = configuration.rules()
    if not rules:
        raise no_rules(configuration)
    messages = style_of(sys.stderr, request.no_color)
    surveys = (needed_variables.survey,) if request.verbose or request.format is Format.JSON else ()
    report = run_linter(paths, rules, configuration, unsaved, surveys)
    shown = Shown(report.root)
    report = _less_known(report, rules, configuration, request, messages)
    report = _changed(report, configuration, request, shown, messages)
    tell_troubles(report, shown, messages)
    code = exit_code(report, configuration)
    seconds = time.perf_counter() - started
    whole = Report(
        "lint", title(shown, configuration.platform), configuration.platform, code, seconds, configuration.fail_on, shown,
        lint=report, hints=not request.quiet, notes=report.notes,
    )  # fmt: skip
    style = report_style(request.output, request.no_color)
    if request.statistics:
        from runready.reports.text import statistics

        text = statistics(report, style, seconds)
    else:
        text = render(request.format, whole, style)
    write_report(text, request.output)
    return code


def _check_together(request: LintRequest) -> None:
    """Options that contradict each other.

    Raises:
        UsageProblem: such a pair is given.
    """
    pairs = {
        ("--stdin-filename", "--add-ignores"): request.stdin_filename and request.add_ignores,
        ("--stdin-filename", "--remove-unused-ignores"): request.stdin_filename and request.remove_unused_ignores,
        ("--stdin-filename", "--write-baseline"): request.stdin_filename and request.write_baseline,
        ("--stdin-filename", "a path"): request.stdin_filename and request.paths,
        ("--since", "--write-baseline"): request.since and request.write_baseline,
        ("--add-ignores", "--write-baseline"): request.add_ignores and request.write_baseline,
        ("--statistics", "--format"): request.statistics and request.format is not Format.TEXT,
    }
    for (one, other), given in pairs.items():
        if given:
            raise UsageProblem(f"{one} and {other} do not go together")
    if request.reason and not request.add_ignores:
        raise UsageProblem("--reason is for --add-ignores")


def _stdin() -> bytes:
    if sys.stdin is None:
        raise UsageProblem("--stdin-filename reads the file from stdin, which is closed")
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise UsageProblem(f"stdin cannot be read: {error.strerror}") from None


def _less_known(
    report: LintReport, rules: Sequence[Rule], configuration: Configuration, request: LintRequest, style: Style
) -> LintReport:
    """The report without what a revision or a baseline has."""
    if request.since is not None and report.findings:
        from runready import known
        from runready.since import known_at

        def lint(folder: Path) -> LintReport:
            return run_linter((folder,), rules, configuration)

        report = known.without(report, *known_at(request.since, report.root, lint))
    return less_baseline(report, configuration, request.write_baseline, style)


def less_baseline(report: LintReport, configuration: Configuration, write: bool, style: Style) -> LintReport:
    """The report without what the baseline has, where there is one; writes it where asked.

    Raises:
        UsageProblem: it cannot be read or written, or is to be written and has no name.
    """
    if configuration.baseline is None:
        if write:
            raise UsageProblem(
                "--write-baseline needs a file",
                help="name it: --baseline runready-baseline.json, or `baseline: FILE` in runready.yaml",
            )
        return report
    from runready import known

    return known.without_baseline(
        report, configuration.baseline, write=write, tell=lambda message: note(message, style)
    )


def _changed(
    report: LintReport, configuration: Configuration, request: LintRequest, shown: Shown, style: Style
) -> LintReport:
    """The report after the user's own comments were changed as asked."""
    if not (request.add_ignores or request.remove_unused_ignores):
        return report
    from runready import ignores

    if request.add_ignores and configuration.policy.require_reasons and not request.reason:
        raise UsageProblem("`require-reasons` is set: --add-ignores needs --reason", help='--reason "known on 1 May"')

    def tell(message: str) -> None:
        note(message, style)

    def complain(message: str) -> None:
        warn(message, style)

    if request.remove_unused_ignores:
        report = ignores.remove(report, shown, tell, complain)
    if request.add_ignores:
        left = ignores.add(report, request.reason, shown, tell, complain)
        report = replace(report, findings=left, suppressed=report.suppressed + len(report.findings) - len(left))
    return report


def run_linter(
    paths: Sequence[Path],
    rules: Sequence[Rule],
    configuration: Configuration,
    unsaved: Unsaved | None = None,
    surveys: Sequence[Survey] = (),
) -> LintReport:
    """Runs rules over the paths, by the contract of a platform, and asks the surveys beside them.

    Raises:
        UsageProblem: no such path.
    """
    judged_by = platforms.platform(platforms.load(configuration.platform.value))
    tables = replace(knowledge.installed(), platform=judged_by)
    report = lint_paths(
        paths, rules, tables, policy=configuration.policy, unsaved=unsaved, tell_failures=True, surveys=surveys
    )
    if configuration.settings.unused_ignores == "off":
        return replace(report, remarks=tuple(r for r in report.remarks if r.kind != "unused"))
    return report


def title(shown: Shown, platform: Platform) -> str:
    """The project, as a heading names it."""
    folder = shown("")
    return f"{Path.cwd().name if folder == '.' else folder} on {platforms.load(platform.value).title}"


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
    if not report.files and not report.troubles and not report.excluded:
        warn(f"{shown('')}: no Python file and no Dockerfile here", style)


def fails(findings: Iterable[Finding], fail_on: Severity) -> bool:
    """Whether a finding is at or above the threshold; what is unsure never fails a gate."""
    return any(f.severity.reaches(fail_on) and f.confidence is not Confidence.LOW for f in findings)


def unproven(report: LintReport) -> bool:
    """Whether no file could be judged at all, or a rule failed: without findings that says nothing. Files that the
    settings exclude are nobody's question."""
    unread = {t.path for t in report.troubles if t.path}
    nothing = report.files - len(unread) <= 0 and not (report.excluded and not report.files and not unread)
    return nothing or bool(report.failed)


def exit_code(report: LintReport, configuration: Configuration) -> int:
    if fails(report.findings, configuration.fail_on) or remarks_fail(report, configuration):
        return EXIT_NOT_READY
    return EXIT_UNPROVEN if unproven(report) else EXIT_READY


def remarks_fail(report: LintReport, configuration: Configuration) -> bool:
    """Whether ignore comments that ignore nothing make the project not ready."""
    return configuration.settings.unused_ignores == "fail" and bool(report.remarks)
