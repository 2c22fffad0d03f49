"""The command line's entry: which commands there are, and how every end of one becomes an exit code."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from runready.options import (
    BaselineOption,
    CompareOption,
    ConfigOption,
    FailOnOption,
    Format,
    FormatOption,
    IgnoreOption,
    NoColorOption,
    OutputOption,
    PlatformOption,
    QuietOption,
    RuntimeChoice,
    SelectOption,
    VerboseOption,
    WriteBaselineOption,
)
from runready_linter.problems import EXIT_INTERRUPTED, EXIT_USAGE, Problem, UsageProblem

# Commands import what they need when they run: `runready lint` never loads the harness.

app = typer.Typer(
    name="runready",
    help="Tells whether a web application is ready for AWS App Runner, and shows why not.",
    epilog="Exit codes: 0 ready, 1 not ready, 2 wrong usage or configuration, 3 the environment lacks something, "
    "4 nothing could be proven, 130 interrupted.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

# The mark \b keeps the lines of a block as they are.
_LINT_EXAMPLES = """\b
Examples:
  runready lint                    the project in this folder
  runready lint app/ Dockerfile    findings in these; the project is context
  runready lint --select AR1,AR303 --format json > findings.json
  runready lint --since main       only what this branch brings"""

_TEST_EXAMPLES = """\b
Examples:
  runready test                      build, run and disturb the app here
  runready test --image shop:1.4     an image that is already built
  runready test --runtime process    without a container engine
  runready test --select AC201       only the restart check"""

_AUDIT_EXAMPLES = """\b
Examples:
  runready audit                   the project in this folder
  runready audit shop/ --format json --output audit.json
  runready audit --ignore AR303    all but one rule"""

_RULE_EXAMPLES = """\b
Examples:
  runready rule                    the whole list, by clause
  runready rule AR101              one page
  runready rule module-state       the same by name"""

_CONFIG_EXAMPLES = """\b
Examples:
  runready config                  the settings in this folder
  runready config services/shop    those of another project
  runready config --select AR1     as a run with these options has them"""

ProjectArgument = Annotated[
    Path, typer.Argument(metavar="PATH", help="The project's folder; by default this one.", show_default=False)
]
ImageOption = Annotated[
    str | None, typer.Option("--image", metavar="NAME", help="Run this image instead of building one.")
]
RuntimeOption = Annotated[
    RuntimeChoice, typer.Option("--runtime", help="Containers, or processes on this machine; auto: what there is.")
]
FlowsOption = Annotated[
    Path | None, typer.Option("--flows", metavar="FILE", help="Take the flows from this file.", show_default=False)
]
SinceOption = Annotated[
    str | None,
    typer.Option("--since", metavar="REV", help="Only what this git revision did not have.", show_default=False),
]
StatisticsOption = Annotated[bool, typer.Option("--statistics", help="Count the findings by rule.")]
StdinOption = Annotated[
    Path | None,
    typer.Option("--stdin-filename", metavar="NAME", help="Read NAME's content from stdin.", show_default=False),
]
AddIgnoresOption = Annotated[bool, typer.Option("--add-ignores", help="Write an ignore comment at each finding.")]
ReasonOption = Annotated[
    str, typer.Option("--reason", metavar="TEXT", help="The reason that --add-ignores writes.", show_default=False)
]
RemoveIgnoresOption = Annotated[
    bool, typer.Option("--remove-unused-ignores", help="Remove ignore comments that ignore nothing.")
]
KeepOption = Annotated[
    bool, typer.Option("--keep", help="Leave the last instances running; `runready reap` ends them.")
]
RepeatOption = Annotated[
    int, typer.Option("--repeat", metavar="N", min=1, max=100, help="Run each disturbed replay N times.")
]
RequireOption = Annotated[
    str | None,
    typer.Option("--require", metavar="flows", help="`flows`: fail where no flow is written.", show_default=False),
]


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version.", is_eager=True)] = False,
) -> None:
    if version:
        from runready import __version__

        typer.echo(f"runready {__version__}")
        raise typer.Exit


@app.command(epilog=_LINT_EXAMPLES, short_help="Read source and image: what would break?")
def lint(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files or folders; by default this one.", show_default=False),
    ] = None,
    format: FormatOption = Format.TEXT,
    output: OutputOption = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    fail_on: FailOnOption = None,
    platform: PlatformOption = None,
    config: ConfigOption = None,
    baseline: BaselineOption = None,
    write_baseline: WriteBaselineOption = False,
    since: SinceOption = None,
    statistics: StatisticsOption = False,
    stdin_filename: StdinOption = None,
    add_ignores: AddIgnoresOption = False,
    reason: ReasonOption = "",
    remove_unused_ignores: RemoveIgnoresOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    no_color: NoColorOption = False,
) -> None:
    """Read source and image, and report what would break on the platform."""
    from runready.configuration import Given
    from runready.lint_command import LintRequest, lint_command

    request = LintRequest(
        tuple(paths or ()), Given(select, ignore, fail_on, platform, baseline, config), format, output, since,
        stdin_filename, write_baseline, statistics, add_ignores, reason, remove_unused_ignores, quiet, no_color, verbose,
    )  # fmt: skip
    raise typer.Exit(lint_command(request))


@app.command("test", epilog=_TEST_EXAMPLES, short_help="Build, run and disturb the application, and judge it.")
def run_checks(
    path: ProjectArgument = Path(),
    format: FormatOption = Format.TEXT,
    output: OutputOption = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    fail_on: FailOnOption = None,
    platform: PlatformOption = None,
    image: ImageOption = None,
    runtime: RuntimeOption = RuntimeChoice.AUTO,
    flows: FlowsOption = None,
    config: ConfigOption = None,
    keep: KeepOption = False,
    repeat: RepeatOption = 1,
    require: RequireOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    no_color: NoColorOption = False,
) -> None:
    """Build and run the application as the platform would, disturb it, and see whether it still behaves."""
    from runready.audit_command import Request, audit_command
    from runready.configuration import Given

    request = Request(
        path, format, output, Given(select, ignore, fail_on, platform, None, config), None, False, image, runtime, flows,
        keep, repeat, require, quiet, verbose, no_color, static=False,
    )  # fmt: skip
    raise typer.Exit(audit_command(request))


@app.command(epilog=_AUDIT_EXAMPLES, short_help="Lint and test, joined clause by clause.")
def audit(
    path: ProjectArgument = Path(),
    format: FormatOption = Format.TEXT,
    output: OutputOption = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    fail_on: FailOnOption = None,
    platform: PlatformOption = None,
    compare: CompareOption = None,
    image: ImageOption = None,
    runtime: RuntimeOption = RuntimeChoice.AUTO,
    flows: FlowsOption = None,
    config: ConfigOption = None,
    baseline: BaselineOption = None,
    write_baseline: WriteBaselineOption = False,
    keep: KeepOption = False,
    repeat: RepeatOption = 1,
    require: RequireOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    no_color: NoColorOption = False,
) -> None:
    """Lint and test, joined clause by clause of the platform's contract."""
    from runready.audit_command import Request, audit_command
    from runready.configuration import Given

    request = Request(
        path, format, output, Given(select, ignore, fail_on, platform, baseline, config), compare, write_baseline,
        image, runtime, flows, keep, repeat, require, quiet, verbose, no_color, static=True,
    )  # fmt: skip
    raise typer.Exit(audit_command(request))


@app.command(epilog=_CONFIG_EXAMPLES, short_help="Show each setting, and where it comes from.")
def config(
    path: ProjectArgument = Path(),
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    fail_on: FailOnOption = None,
    platform: PlatformOption = None,
    baseline: BaselineOption = None,
    config: ConfigOption = None,
    no_color: NoColorOption = False,
) -> None:
    """Show each setting that counts for a project, and where it comes from."""
    from runready.config_command import config_command
    from runready.configuration import Given

    given = Given(select, ignore, fail_on, platform, baseline, config)
    raise typer.Exit(config_command(path, given, no_color))


@app.command(epilog=_RULE_EXAMPLES, short_help="What a rule or check is, why, and how to fix it.")
def rule(
    code: Annotated[
        str | None, typer.Argument(metavar="CODE", help="Such as AR101 or AC201.", show_default=False)
    ] = None,
    no_color: NoColorOption = False,
) -> None:
    """What a rule or check is, why, and how to fix it; without a code, the whole list."""
    from runready.rule_command import rule_command

    raise typer.Exit(rule_command(code, no_color))


@app.command(short_help="Remove what an interrupted run left behind.")
def reap(quiet: QuietOption = False) -> None:
    """Remove what an interrupted run left: containers, networks, volumes, images, processes, folders."""
    from runready.reap_command import reap_command

    raise typer.Exit(reap_command(quiet))


def run() -> None:
    """The console script: runs a command and ends the process with its exit code."""
    from runready.console import ready_streams, tell

    ready_streams()
    try:
        _require_working_directory()
        code = app(standalone_mode=False)
    except Problem as problem:
        tell(problem, "--no-color" in sys.argv)
        code = problem.exit_code
    except (KeyboardInterrupt, EOFError):
        code = EXIT_INTERRUPTED
    except Exception as error:
        code = _click_ending(error)
    if code == EXIT_INTERRUPTED:
        print("interrupted", file=sys.stderr)
    sys.exit(code if isinstance(code, int) else 0)


def _require_working_directory() -> None:
    try:
        Path.cwd()
    except OSError as error:
        raise UsageProblem("the working directory does not exist any more", help="change to one that does") from error


def _click_ending(error: Exception) -> int:
    """The exit code of click's own exceptions, told as click does; anything else is our defect, which is not to be
    taken for a verdict."""
    show = getattr(error, "show", None)
    exit_code = getattr(error, "exit_code", None)
    if callable(show) and isinstance(exit_code, int):
        show(file=sys.stderr)
        return exit_code
    if type(error).__name__ == "Abort":
        return EXIT_INTERRUPTED
    import traceback

    traceback.print_exception(error)
    print("error: a defect of runready, not of the application: please report it with the lines above", file=sys.stderr)
    return EXIT_USAGE
