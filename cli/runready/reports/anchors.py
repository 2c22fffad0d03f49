"""A place for what has none: formats that want a file for everything, beside verdicts that are about the whole app."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from runready.audit import explained_by
from runready.report import Report

if TYPE_CHECKING:
    from runready_harness.verdicts import CheckResult

_DEPLOYED = ("Dockerfile", "Containerfile", "Procfile", "apprunner.yaml", "runready.yaml", "pyproject.toml")


def anchor(report: Report, result: CheckResult) -> tuple[str, int]:
    """The project's path and line for a verdict: its first likely cause, else the file that says what is deployed."""
    causes = explained_by(result, report.findings)
    if causes:
        return causes[0].span.path, causes[0].span.line
    return next((n for n in _DEPLOYED if Path(report.shown(n)).is_file()), _DEPLOYED[0]), 1


def seen(result: CheckResult) -> bool:
    """Whether a check saw something wrong."""
    return result.outcome.verdict.value in ("fail", "warn")
