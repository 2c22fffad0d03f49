"""`runready audit` and `runready test`: the harness, with the linter's findings beside it in an audit."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from runready.audit import join
from runready.configuration import Configuration, Given, configure
from runready.console import Style, check_output, style_of, tell, write_report
from runready.lint_command import (
    fails,
    less_baseline,
    remarks_fail,
    report_style,
    run_linter,
    tell_troubles,
    title,
    unproven,
)
from runready.options import Format, Platform, RuntimeChoice, built
from runready.paths import Shown
from runready.report import Report
from runready.reports import render
from runready_linter.discovery import project_of
from runready_linter.findings import Severity
from runready_linter.lint import LintReport
from runready_linter.problems import (
    EXIT_NOT_READY,
    EXIT_READY,
    EXIT_UNPROVEN,
    EnvironmentProblem,
    Place,
    Problem,
    UsageProblem,
)
from runready_rules import platforms
from runready_rules.surveys import contract, needed_variables

if TYPE_CHECKING:
    from runready.comparison import Comparison
    from runready_harness.run import HarnessReport, Options


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line said. `static`: the linter runs too, as in an audit."""

    path: Path
    format: Format
    output: Path | None
    given: Given
    compare: Platform | None
    write_baseline: bool
    image: str | None
    runtime: RuntimeChoice
    flows: Path | None
    keep: bool
    repeat: int
    require: str | None
    quiet: bool
    verbose: bool
    no_color: bool
    static: bool


def audit_command(request: Request) -> int:
    """Audits or tests, writes the report, and gives the exit code.

    What the harness cannot do on this machine ends an audit with that exit code, after the static part was reported.

    Raises:
        UsageProblem: no such path or code, or a configuration that is wrong.
        EnvironmentProblem: `test` cannot run on this machine, or the application does not build.
    """
    started = time.perf_counter()
    check_output(request.output)
    project = _project(request.path)
    _check_files(request)
    configuration = configure(project, request.given)
    _check_comparison(request, configuration)
    harness_options = _options(request, configuration)
    messages = style_of(sys.stderr, request.no_color)
    report: LintReport | None = None
    comparison: Comparison | None = None
    shown = Shown(project)
    if request.static:
        rules = configuration.rules()
        if not rules and not configuration.checks():
            raise UsageProblem(
                f"{configuration.where('select', 'ignore')}: nothing is left to check",
                help="`runready rule` lists the rules and checks, those not built yet too",
            )
        surveys = (needed_variables.survey, *([contract.survey] if request.compare is not None else []))
        whole = run_linter([project], rules, configuration, surveys=surveys)
        shown = Shown(whole.root)
        report = less_baseline(whole, configuration, request.write_baseline, messages)
        tell_troubles(report, shown, messages)
        if request.compare is not None:
            there = run_linter([project], rules, replace(configuration, platform=request.compare))
            comparison = _comparison(request.compare, configuration, report, _less_known(there, whole, report))
    problem: Problem | None = None
    harness: HarnessReport | None = None
    try:
        harness = _run_harness(project, harness_options, request, configuration, messages)
    except EnvironmentProblem as error:
        if report is None:
            raise
        problem = error
    code = problem.exit_code if problem is not None else _exit_code(report, harness, configuration)
    _write(request, configuration, report, comparison, harness, shown, code, time.perf_counter() - started)
    if problem is not None:
        tell(problem, request.no_color)
    return code


def _project(path: Path) -> Path:
    """The project's folder.

    Raises:
        UsageProblem: there is no such folder, or nothing in it.
    """
    if not path.exists():
        raise UsageProblem("no such file or folder", place=Place(str(path)))
    if not path.is_dir():
        raise UsageProblem(
            "is a file; an audit takes the project's folder",
            place=Place(str(path)),
            help=f"try `{Shown(project_of(path.absolute()))('')}`",
        )
    try:
        empty = not any(path.iterdir())
    except OSError as error:
        raise UsageProblem(f"the folder cannot be read: {error.strerror}", place=Place(str(path))) from error
    if empty:
        raise UsageProblem("the folder is empty: there is nothing to run", place=Place(str(path)))
    return path.absolute()


def _check_files(request: Request) -> None:
    if request.require not in (None, "flows"):
        raise UsageProblem(f"--require knows `flows`, not `{request.require}`")
    for file in (request.flows, request.given.config):
        if file is not None and not file.is_file():
            raise UsageProblem("no such file", place=Place(str(file)))


def _check_comparison(request: Request, configuration: Configuration) -> None:
    if request.compare is configuration.platform:
        raise UsageProblem(
            f"--compare {configuration.platform.value} is the platform that is judged by already",
            help="name another one, or another --platform",
        )


def _less_known(there: LintReport, whole: LintReport, report: LintReport) -> LintReport:
    """The other platform's report without what a baseline took away on this one."""
    known = {f.fingerprint for f in whole.findings} - {f.fingerprint for f in report.findings}
    return replace(there, findings=tuple(f for f in there.findings if f.fingerprint not in known))


def _comparison(platform: Platform, configuration: Configuration, report: LintReport, there: LintReport) -> Comparison:
    """What a move to another platform changes, from a second lint by its contract."""
    from runready.comparison import compare

    profiles = platforms.load(configuration.platform.value), platforms.load(platform.value)
    return compare(*profiles, report, there, configuration.checks())


def _options(request: Request, configuration: Configuration) -> Options:
    try:
        from runready_harness.run import Options
    except ModuleNotFoundError as error:
        raise EnvironmentProblem(
            f"the harness is not installed ({error.name} is missing)",
            help='install it: pip install "runready[harness]"',
        ) from error

    return Options(
        image=request.image,
        runtime=request.runtime.value,
        flows_file=request.flows,
        config=request.given.config,
        select=configuration.selected("check"),
        ignore=configuration.ignore,
        repeat=request.repeat,
        require_flows=request.require == "flows",
        keep=request.keep,
        platform=configuration.platform.value,
    )


def _run_harness(
    project: Path, options: Options, request: Request, configuration: Configuration, style: Style
) -> HarnessReport | None:
    from runready_harness import run as harness_run
    from runready_harness.events import discard

    if request.static and not configuration.checks():
        # The codes that were chosen are rules only.
        return None
    if request.quiet:
        return harness_run.run(project, options, discard)
    from runready.progress import Progress

    progress = Progress(style, verbose=request.verbose)
    try:
        report = harness_run.run(project, options, progress)
    finally:
        progress.close()
    if sys.stderr.isatty() and sys.stdout.isatty() and request.output is None:
        # On one screen the report stands apart from what was said on the way.
        print(file=sys.stderr)
    return report


def _exit_code(report: LintReport | None, harness: HarnessReport | None, configuration: Configuration) -> int:
    fail_on = configuration.fail_on
    verdicts = [r.outcome.verdict.value for r in harness.results] if harness is not None else []
    bad = {"fail"} if fail_on is Severity.ERROR else {"fail", "warn"}
    if report is not None and (fails(report.findings, fail_on) or remarks_fail(report, configuration)):
        return EXIT_NOT_READY
    if bad & set(verdicts):
        return EXIT_NOT_READY
    if (harness is not None and harness.broken_flows) or (report is not None and report.failed):
        return EXIT_UNPROVEN
    proven = {"pass", "warn"} & set(verdicts) if harness is not None else report is not None and not unproven(report)
    return EXIT_READY if proven else EXIT_UNPROVEN


def _write(
    request: Request,
    configuration: Configuration,
    report: LintReport | None,
    comparison: Comparison | None,
    harness: HarnessReport | None,
    shown: Shown,
    code: int,
    seconds: float,
) -> None:
    results = harness.results if harness is not None else ()
    findings = report.findings if report is not None else ()
    clauses = join(findings, results, built("check"))
    whole = Report(
        "audit" if request.static else "test",
        title(shown, configuration.platform),
        configuration.platform,
        code,
        seconds,
        configuration.fail_on,
        shown,
        lint=report,
        harness=harness,
        clauses=clauses if request.static else tuple(c for c in clauses if c.checks),
        hints=not request.quiet,
        notes=tuple(n for n in (report.notes if report is not None else ()) if n.topic == needed_variables.TOPIC),
        comparison=comparison,
    )
    write_report(render(request.format, whole, report_style(request.output, request.no_color)), request.output)
