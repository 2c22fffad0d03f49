"""From bytes to a tree: decoding as Python itself does it, and every way in which that can fail told as a Trouble."""

from __future__ import annotations

import ast
import io
import sys
import tokenize
import warnings
from dataclasses import dataclass

from runready_linter.facts import Loc, Trouble

#: Told with a syntax error: a file may be newer than the interpreter that reads it.
_THIS_PYTHON = f"Python {sys.version_info.major}.{sys.version_info.minor}"


@dataclass(frozen=True, slots=True)
class Source:
    """A parsed file. `lines` are without their ends; `ascii` spares converting columns."""

    tree: ast.Module
    lines: tuple[str, ...]
    ascii: bool

    def column(self, line: int, offset: int) -> int:
        """The column, from 1, of a byte offset as `ast` counts it."""
        if self.ascii or not 0 < line <= len(self.lines):
            return offset + 1
        return len(self.lines[line - 1].encode()[:offset].decode(errors="replace")) + 1

    def loc(self, node: ast.expr | ast.stmt | ast.excepthandler | ast.arg | ast.keyword | ast.alias) -> Loc:
        end = node.end_lineno or node.lineno
        return Loc(
            node.lineno,
            self.column(node.lineno, node.col_offset),
            end,
            self.column(end, node.end_col_offset or 0),
        )


def parse(data: bytes) -> Source | Trouble:
    """The tree of a file's content, or why there is none."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Trouble("is UTF-16, which Python does not read", Loc(1))
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        text = data.decode(encoding)
    except (SyntaxError, UnicodeDecodeError, LookupError) as error:
        # The line of the first bad byte helps to find it; `decode` counts bytes.
        bad = next((n for n, line in enumerate(data.split(b"\n"), 1) if not _decodes(line)), 0)
        if bad:
            return Trouble("is not UTF-8 and declares no other encoding", Loc(bad))
        return Trouble(f"cannot be decoded: {error}", Loc(1))
    if "\0" in text:
        return Trouble("holds a null byte", Loc(text.count("\n", 0, text.index("\0")) + 1))
    try:
        with warnings.catch_warnings():
            # A user's invalid escape sequence is not ours to warn about.
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except SyntaxError as error:
        return Trouble(
            f"is not valid {_THIS_PYTHON}: {error.msg}", Loc(max(error.lineno or 1, 1), max(error.offset or 1, 1))
        )
    except (RecursionError, MemoryError):
        return Trouble("is nested too deeply to be read", Loc(1))
    except ValueError as error:
        return Trouble(f"is not valid {_THIS_PYTHON}: {error}", Loc(1))
    # `ast` ends lines at \n, \r and \r\n only, unlike str.splitlines.
    lines = tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return Source(tree, lines, text.isascii())


def _decodes(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
