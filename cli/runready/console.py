"""stderr and stdout: messages to the one, the report to the other, colours only on a terminal."""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from runready_linter.files import replace
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


def note(message: str, style: Style) -> None:
    print(f"{style('note:', 'bold', 'blue')} {harmless(message)}", file=sys.stderr)


#: Colours and cursor movements (CSI), titles and links (OSC), and the short escapes.
_ESCAPES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-_]")


def harmless(text: str) -> str:
    """Foreign text (from an app, a build, a file name) without what would steer the terminal."""
    plain = _ESCAPES.sub("", text).replace("\r\n", "\n")
    return "".join(c if c.isprintable() or c in "\t\n" else "\N{REPLACEMENT CHARACTER}" for c in plain)


def ready_streams() -> None:
    """Makes stdout and stderr safe to write to: a closed one swallows, and what an encoding lacks is replaced."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            # Closed by the caller (`>&-`); open to the end of the process.
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w"))
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace" if name == "stdout" else "backslashreplace")


def check_output(output: Path | None) -> None:
    """Finds out before a long run, not after it, whether the report can be written.

    Raises:
        UsageProblem: the place is a folder, or its folder is missing or may not be written to.
    """
    if output is None:
        return
    folder = output.parent
    if output.is_dir():
        raise _unwritable(output, "it is a folder")
    if not folder.is_dir():
        raise _unwritable(output, f"there is no folder {folder}")
    if not os.access(output if output.exists() else folder, os.W_OK):
        raise _unwritable(output, "no permission")


def write_report(text: str, output: Path | None) -> None:
    """Writes the report to stdout or to a file; a regular file gets all of it or stays as it was.

    Raises:
        UsageProblem: it cannot be written.
    """
    try:
        if output is None:
            _write_stdout(text)
        elif output.exists() and not output.is_file():
            # A device or a pipe, such as /dev/stderr: nothing that could be replaced.
            output.write_text(text, encoding="utf-8")
        else:
            replace(output, text.encode())
    except OSError as error:
        raise _unwritable(output or Path("stdout"), error.strerror or str(error)) from error


def _write_stdout(text: str) -> None:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        # What is left in the buffer would be tried again, and complained about, when the process ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise
        # The reader went away (`| head`): it has all it wanted.


def _unwritable(output: Path, why: str) -> UsageProblem:
    return UsageProblem(f"the report cannot be written: {why}", place=Place(str(output)), help="see --output")
