"""`runready config`: every setting with its value, and where that comes from."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from runready.configuration import Configuration, Given, configure
from runready.console import Style, style_of, write_report
from runready.paths import Shown
from runready_linter.discovery import root_of
from runready_linter.findings import Severity
from runready_linter.settings import PathSettings


def config_command(path: Path, given: Given, no_color: bool) -> int:
    """Prints the settings that count for a path; gives the exit code.

    Raises:
        UsageProblem: no such path, or a configuration that is wrong.
    """
    configuration = configure(root_of([path]), given)
    write_report("\n".join(_lines(configuration, style_of(sys.stdout, no_color))) + "\n", None)
    return 0


def _lines(configuration: Configuration, style: Style) -> Iterator[str]:
    yield f"project: {Shown(configuration.root)('')}"
    rows = list(_rows(configuration))
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    for key, value, origin in rows:
        set_somewhere = origin != "default"
        yield "  ".join(
            [
                style(key.ljust(widths[0]), *(("bold",) if set_somewhere else ())),
                value.ljust(min(widths[1], 44)),
                style(origin, *(() if set_somewhere else ("dim",))),
            ]
        )


def _rows(configuration: Configuration) -> Iterator[tuple[str, str, str]]:
    settings = configuration.settings
    values = {
        "select": _listed(configuration.select) or "all",
        "ignore": _listed(configuration.ignore) or "none",
        "exclude": _listed(settings.exclude) or "none",
        "severity": _severities(settings.severity) or "the rules' own",
        "fail-on": configuration.fail_on.value,
        "platform": configuration.platform.value,
        "baseline": _baseline(configuration),
        "require-reasons": "true" if settings.require_reasons else "false",
        "unused-ignores": settings.unused_ignores,
    }
    for key, value in values.items():
        yield key, value, configuration.origins.get(key, "default")
    for each in settings.per_path:
        yield f"per-path {each.pattern}", _path(each), configuration.origins.get("per-path", "default")
    if not settings.per_path:
        yield "per-path", "none", "default"


def _path(settings: PathSettings) -> str:
    parts = {
        "select": _listed(settings.select),
        "ignore": _listed(settings.ignore),
        "severity": _severities(settings.severity),
    }
    return "; ".join(f"{key}: {value}" for key, value in parts.items() if value) or "nothing"


def _severities(severities: Mapping[str, Severity]) -> str:
    return ", ".join(f"{code}: {severity.value}" for code, severity in severities.items())


def _listed(texts: tuple[str, ...]) -> str:
    return ", ".join(texts)


def _baseline(configuration: Configuration) -> str:
    file = configuration.baseline
    return "none" if file is None else Shown(file.parent)(file.name)
