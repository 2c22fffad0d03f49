"""What stops a run, as opposed to what a run finds.

A `Problem` is told in one message (what, where, what to do) and ends the command with its exit code. Anything else
that escapes is a defect of runready itself.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

EXIT_READY = 0
EXIT_NOT_READY = 1
EXIT_USAGE = 2
EXIT_ENVIRONMENT = 3
EXIT_UNPROVEN = 4
EXIT_INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Place:
    """A position in a file: `path` as the user knows it, lines and columns counted from 1 (0: unknown)."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.path, *(str(n) for n in (self.line, self.column) if n)]
        return ":".join(parts)

    @staticmethod
    def of(path: Path, line: int = 0, column: int = 0) -> Place:
        """A position in `path`, which is shown relative to the working directory where it lies below that."""
        absolute = Path(os.path.abspath(path))
        here = Path.cwd()
        return Place(
            absolute.relative_to(here).as_posix() if absolute.is_relative_to(here) else str(path), line, column
        )


class Problem(Exception):
    """A run cannot go on.

    Args:
        message: one sentence that says what is wrong.
        place: where, if it is in a file.
        help: what to do about it.
        detail: lines to show below the message as they are (a build's last lines, a source line with a caret).
    """

    exit_code = EXIT_USAGE

    def __init__(self, message: str, *, place: Place | None = None, help: str = "", detail: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.help = help
        self.detail = detail


class UsageProblem(Problem):
    """The command line or the configuration is wrong: exit code 2."""

    exit_code = EXIT_USAGE


class EnvironmentProblem(Problem):
    """The machine lacks something (no engine, the image does not build): exit code 3."""

    exit_code = EXIT_ENVIRONMENT
