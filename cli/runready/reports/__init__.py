"""The report formats, one a module by the format's name, loaded when asked for."""

from __future__ import annotations

from importlib import import_module

from runready.console import Style
from runready.report import Report


def render(format: str, report: Report, style: Style) -> str:
    """The report in a format: a module here, whose `render` takes the report and the style of a terminal."""
    text: str = import_module(f"{__name__}.{format}").render(report, style)
    return text
