"""The options that commands share: their types, their help, and how their values are checked."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from importlib.metadata import entry_points
from pathlib import Path
from typing import Annotated

import typer

from runready_linter.findings import Severity
from runready_linter.problems import UsageProblem
from runready_rules.catalogue import ENTRIES, Kind

#: The entry points through which rules and checks come.
GROUPS: Mapping[Kind, str] = {"rule": "runready.rules", "check": "runready.checks"}


class Format(StrEnum):
    """The report formats, each a module of `runready.reports` by its name."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"
    GITLAB = "gitlab"
    MARKDOWN = "markdown"


class Platform(StrEnum):
    """`runready_rules.platforms.PLATFORMS`, which a test holds this to: their profiles load when one is asked for."""

    APP_RUNNER = "app-runner"
    ECS_EXPRESS = "ecs-express"


class RuntimeChoice(StrEnum):
    DOCKER = "docker"
    PROCESS = "process"
    AUTO = "auto"


FormatOption = Annotated[Format, typer.Option("--format", help="How the report is written.")]
OutputOption = Annotated[
    Path | None, typer.Option("--output", metavar="FILE", help="Write the report to FILE instead of stdout.")
]
SelectOption = Annotated[
    list[str] | None,
    typer.Option("--select", metavar="CODE,...", help="Only these codes, or codes that begin so (AR1)."),
]
IgnoreOption = Annotated[
    list[str] | None, typer.Option("--ignore", metavar="CODE,...", help="Not these codes, or codes that begin so.")
]
FailOnOption = Annotated[
    Severity | None,
    typer.Option(
        "--fail-on", help="The least severity that makes the exit code 1; by default error.", show_default=False
    ),
]
PlatformOption = Annotated[
    Platform | None,
    typer.Option("--platform", help="Whose contract is checked; by default app-runner.", show_default=False),
]
ConfigOption = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="Use this file for runready.yaml.", show_default=False),
]
BaselineOption = Annotated[
    Path | None,
    typer.Option("--baseline", metavar="FILE", help="Leave out the findings that FILE has.", show_default=False),
]
WriteBaselineOption = Annotated[
    bool, typer.Option("--write-baseline", help="Write the baseline; one that is there only shrinks.")
]
CompareOption = Annotated[
    Platform | None,
    typer.Option("--compare", help="Also list what a move to this platform changes.", show_default=False),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no hints, only the report.")]
VerboseOption = Annotated[bool, typer.Option("--verbose", "-v", help="Every line of a build, every start.")]
NoColorOption = Annotated[bool, typer.Option("--no-color", help="No colours, on a terminal neither.")]


def codes(given: list[str] | None) -> tuple[str, ...]:
    """The codes of one option, given several times or separated by commas; prefixes such as `AR1` count.

    Raises:
        UsageProblem: a code that begins no known one.
    """
    known = known_codes()
    chosen = tuple(part.strip().upper() for text in given or () for part in text.split(",") if part.strip())
    for code in chosen:
        if not any(k.startswith(code) for k in known):
            raise UsageProblem(f"there is no code {code}", help=f"{nearest(code, known)}`runready rule` lists them all")
    return chosen


def nearest(word: str, known: Iterable[str]) -> str:
    """`did you mean X? `, or nothing where no known word is near. Of equally near ones the first by name."""
    words = sorted(known)
    near = difflib.get_close_matches(word, words, len(words) or 1)
    if not near:
        return ""
    alike = {each: difflib.SequenceMatcher(None, each, word).ratio() for each in near}
    best = min(near, key=lambda each: (-alike[each], each))
    return f"did you mean {best}? "


def known_codes() -> frozenset[str]:
    """Every code of the catalogue and of what other packages bring, built or not; nothing is loaded for it."""
    return frozenset(e.code for e in ENTRIES) | built("rule") | built("check")


def built(kind: Kind) -> frozenset[str]:
    """The codes of the rules or checks that are installed."""
    return frozenset(e.name for e in entry_points(group=GROUPS[kind]))
