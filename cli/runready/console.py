"""stderr and stdout: messages to the one, the report to the other, colours only on a terminal."""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from runready_linter.problems import Place, Problem, UsageProblem

_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "blue": "34", "cyan": "36"}


@dataclass(frozen=True, slots=True)
class Style:
    """Whether to colour, and how wide lines may be."""

    color: bool = False
    width: int = 80

    def __call__(self, text: str, *names: str) -> str:
        if not self.color or not names or not text:
            return text
        return f"\033[{';'.join(_CODES[n] for n in names)}m{text}\033[0m"


def style_of(stream: TextIO, no_color: bool) -> Style:
    """The style for a stream: colours on a terminal unless `--no-color`, `NO_COLOR` or TERM=dumb say otherwise."""
    terminal = stream.isatty()
    wanted = terminal and not no_color and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    forced = bool(os.environ.get("FORCE_COLOR")) and not no_color
    width = shutil.get_terminal_size((80, 24)).columns if terminal else 80
    return Style(wanted or forced, max(60, min(width, 110)))


def tell(problem: Problem, no_color: bool = False) -> None:
    """Writes a problem to stderr: what, where, the detail, what to do."""
    style = style_of(sys.stderr, no_color)
    where = f"{problem.place}: " if problem.place is not None else ""
    lines = [f"{style('error:', 'bold', 'red')} {harmless(where + problem.message)}"]
    if problem.detail:
        lines += [f"  {line}" for line in harmless(problem.detail).rstrip("\n").split("\n")]
    if problem.help:
        lines.append(f"{style('help:', 'bold', 'cyan')} {harmless(problem.help)}")
    print("\n".join(lines), file=sys.stderr)


def warn(message: str, style: Style) -> None:
    print(f"{style('warning:', 'bold', 'yellow')} {harmless(message)}", file=sys.stderr)


#: Colours and cursor movements (CSI), titles and links (OSC), and the short escapes.
_ESCAPES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\\\)|\x1b[@-_]")


def harmless(text: str) -> str:
    """Foreign text (from an app, a build, a file name) without what would steer the terminal."""
    plain = _ESCAPES.sub("", text).replace("\r\n", "\n")
    return "".join(c if c.isprintable() or c in "\t\n" else "\N{REPLACEMENT CHARACTER}" for c in plain)


def write_report(text: str, output: Path | None) -> None:
    """Writes the report to stdout or, whole or not at all, to a file.

    Raises:
        UsageProblem: the file cannot be written.
    """
    if output is None:
        with suppress(BrokenPipeError):
            sys.stdout.write(text)
            sys.stdout.flush()
        return
    try:
        handle, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            umask = os.umask(0)
            os.umask(umask)
            os.chmod(name, 0o666 & ~umask)
            os.replace(name, output)
        except BaseException:
            with suppress(OSError):
                os.unlink(name)
            raise
    except OSError as error:
        raise UsageProblem(
            f"the report cannot be written: {error.strerror}", place=Place(str(output)), help="see --output"
        ) from error
