"""Where the comments of a file are, which lines belong to one statement, and where a comment may be added."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from runready_linter.containerfile.names import claims

Kind = Literal["python", "container", "shell", "yaml", "hcl", "lines"]


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment from its mark on; line and column count from 1."""

    line: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of a file as a comment sees them.

    Args:
        lines: the file's lines with their ends.
        comments: in order.
        statements: first and last line of each statement, or part of a configuration, that spans several lines.
        closed: lines that cannot take a comment at their end: a text goes on behind it, or the line is continued.
        trailing: a comment may stand behind something; else only on a line of its own.
    """

    lines: tuple[str, ...]
    comments: tuple[Comment, ...]
    statements: tuple[tuple[int, int], ...] = ()
    closed: frozenset[int] = frozenset()
    trailing: bool = True

    def statement(self, line: int) -> tuple[int, int]:
        """The innermost statement that a line belongs to."""
        around = [(first, last) for first, last in self.statements if first <= line <= last]
        return min(around, key=lambda each: each[1] - each[0], default=(line, line))


def kind_of(path: str, data: bytes, python: bool) -> Kind | None:
    """What kind of comments a file has; None for none, or for a kind that is not known.

    Args:
        python: it is read as Python.
    """
    name = path.rpartition("/")[2]
    if python:
        return "python"
    if claims(path):
        return "container"
    if name.endswith((".yaml", ".yml", ".template")):
        return "yaml"
    if name.endswith((".tf", ".hcl", ".tofu")):
        return "hcl"
    if name.endswith((".sh", ".bash")) or data.startswith(b"#!"):
        return "shell"
    return None if name.endswith((".json", ".md")) else "lines"


def layout(kind: Kind, data: bytes) -> Layout:
    """The layout of a file. What cannot be read ends it: what was read so far counts."""
    text = decoded(kind, data)
    return _READERS[kind](text, tuple(split(text)))


def decoded(kind: Kind, data: bytes) -> str:
    """The text of a file. Python says its own encoding."""
    return data.decode(encoding(kind, data), errors="surrogateescape")


def encoding(kind: Kind, data: bytes) -> str:
    if kind == "python":
        try:
            return tokenize.detect_encoding(io.BytesIO(data).readline)[0]
        except (SyntaxError, UnicodeDecodeError):
            pass
    return "utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "utf-8"


def split(text: str) -> Iterator[str]:
    """Lines with their ends, as editors and parsers count them: `str.splitlines` ends one at a form feed too."""
    yield from re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z", text)


def _python(text: str, lines: tuple[str, ...]) -> Layout:
    comments: list[Comment] = []
    statements: list[tuple[int, int]] = []
    closed = {number for number, line in enumerate(lines, 1) if line.rstrip("\r\n").endswith("\\")}
    first = 0
    opened: list[int] = []
    try:
        # The tokenizer takes a lone carriage return for a blank.
        for token in tokenize.generate_tokens(io.StringIO(re.sub(r"\r(?!\n)", "\n", text)).readline):
            name = tokenize.tok_name[token.type]
            if name == "COMMENT":
                comments.append(Comment(token.start[0], token.start[1] + 1, token.string))
                closed.discard(token.start[0])
            elif name == "NEWLINE":
                if first and token.start[0] > first:
                    statements.append((first, token.start[0]))
                first = 0
            elif name.endswith("STRING_START"):
                opened.append(token.start[0])
            elif name.endswith("STRING_END"):
                closed.update(range(opened.pop() if opened else token.end[0], token.end[0]))
            elif name == "STRING":
                closed.update(range(token.start[0], token.end[0]))
            if not first and name not in ("NL", "NEWLINE", "COMMENT", "INDENT", "DEDENT", "ENCODING", "ENDMARKER"):
                first = token.start[0]
    except (tokenize.TokenError, SyntaxError, UnicodeDecodeError):
        pass
    return Layout(lines, tuple(comments), tuple(statements), frozenset(closed))


def _container(text: str, lines: tuple[str, ...]) -> Layout:
    """Only whole lines are comments. A here-document has none, and belongs to its instruction."""
    from runready_linter.containerfile.lines import escape_character, patch

    data = text.encode("utf-8", "surrogateescape")
    escape = escape_character(data)
    documents = patch(data, escape).documents
    line_of = _line_numbers(lines)
    inside = {n for d in documents for n in range(line_of(d.start), line_of(max(d.start, d.end - 1)) + 1)}
    comments: list[Comment] = []
    statements: list[tuple[int, int]] = []
    first = 0
    for number, line in enumerate(lines, 1):
        stripped = line.strip()
        if number in inside:
            continue
        if stripped.startswith("#"):
            comments.append(Comment(number, line.index("#") + 1, stripped))
        elif stripped:
            first = first or number
            if not stripped.endswith(escape.decode()):
                statements.append((first, number))
                first = 0
    ends = {line_of(d.instruction): line_of(max(d.start, d.end - 1)) + 1 for d in documents}
    statements = [(a, max([b, *(end for at, end in ends.items() if a <= at <= b)])) for a, b in statements]
    return Layout(lines, tuple(comments), tuple(s for s in statements if s[1] > s[0]), trailing=False)


def _line_numbers(lines: Iterable[str]) -> Callable[[int], int]:
    """The line of a byte's offset."""
    from bisect import bisect_right
    from itertools import accumulate

    starts = [0, *accumulate(len(line.encode("utf-8", "surrogateescape")) for line in lines)]
    return lambda offset: bisect_right(starts, offset)


def _shell(text: str, lines: tuple[str, ...]) -> Layout:
    import tree_sitter_bash
    from tree_sitter import Language, Node, Parser

    comments: list[Comment] = []
    statements: list[tuple[int, int]] = []
    closed: set[int] = set()
    data = text.encode("utf-8", "surrogateescape")
    pending: list[Node] = [Parser(Language(tree_sitter_bash.language())).parse(data).root_node]
    while pending:
        node = pending.pop()
        first, last = node.start_point.row + 1, node.end_point.row + 1
        if node.type == "comment":
            before = data[node.start_byte - node.start_point.column : node.start_byte]
            comments.append(
                Comment(first, len(before.decode(errors="replace")) + 1, (node.text or b"").decode(errors="replace"))
            )
            continue
        if last > first and node.type in ("command", "redirected_statement", "declaration_command", "pipeline"):
            statements.append((first, last))
            closed.update(range(first, last))
        elif last > first and node.type in ("string", "raw_string", "heredoc_body", "variable_assignment"):
            closed.update(range(first, last))
        pending += node.children
    closed |= {number for number, line in enumerate(lines, 1) if line.rstrip("\r\n").endswith("\\")}
    comments.sort(key=lambda comment: comment.line)
    return Layout(lines, tuple(comments), tuple(statements), frozenset(closed))


def _yaml(text: str, lines: tuple[str, ...]) -> Layout:
    import yaml

    spans: list[tuple[int, int, int, int]] = []
    statements: list[tuple[int, int]] = []
    closed: set[int] = set()
    read_to = len(lines)
    try:
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            if not isinstance(token, yaml.ScalarToken):
                continue
            start, end = token.start_mark, token.end_mark
            # A block scalar ends where the next line begins; it takes a comment behind its header only.
            block = token.style in ("|", ">")
            last = end.line if end.column or not block else end.line - 1
            spans.append((start.line + (1 if block else 0), 0 if block else start.column, last, end.column or 10**9))
            if last > start.line:
                statements.append((start.line + 1, last + 1))
                closed.update(range(start.line + 2, last + 2) if block else range(start.line + 1, last + 1))
    except yaml.MarkedYAMLError as error:
        if error.problem_mark is not None:
            read_to = error.problem_mark.line
    except (yaml.YAMLError, ValueError, RecursionError):
        read_to = 0
    comments = []
    for number, line in enumerate(lines[:read_to]):
        for found in re.finditer(r"(?:^|(?<=\s))#", line):
            at = (number, found.start())
            if not any((s[0], s[1]) <= at < (s[2], s[3]) for s in spans):
                comments.append(Comment(number + 1, found.start() + 1, line[found.start() :].rstrip("\r\n")))
                break
    return Layout(lines, tuple(comments), tuple(statements), frozenset(closed))


_HCL = re.compile(r'"(?:\\.|[^"\\\n])*"|(?P<comment>#|//)|(?P<block>/\*)|<<-?(?P<document>\w+)\s*$')


def _hcl(text: str, lines: tuple[str, ...]) -> Layout:
    comments: list[Comment] = []
    statements: list[tuple[int, int]] = []
    closed: set[int] = set()
    inside = ""
    first = 0
    for number, line in enumerate(lines, 1):
        position = 0
        if inside == "*/":
            position = line.find("*/") + 2
            closed.add(number)
            if position < 2:
                continue
            inside = ""
        elif inside:
            closed.add(number)
            if line.strip() == inside:
                statements.append((first, number))
                inside = ""
            continue
        for found in _HCL.finditer(line.rstrip("\r\n"), position):
            if found["comment"]:
                comments.append(Comment(number, found.start() + 1, line[found.start() :].rstrip("\r\n")))
                break
            if found["block"]:
                if "*/" in line[found.end() :]:
                    continue
                inside = "*/"
                closed.add(number)
                break
            if found["document"]:
                inside, first = found["document"], number
                closed.add(number)
    return Layout(lines, tuple(comments), tuple(statements), frozenset(closed))


def _whole_lines(text: str, lines: tuple[str, ...]) -> Layout:
    comments = [
        Comment(number, line.index("#") + 1, line.strip())
        for number, line in enumerate(lines, 1)
        if line.lstrip().startswith("#")
    ]
    return Layout(lines, tuple(comments), trailing=False)


_READERS: Mapping[Kind, Callable[[str, tuple[str, ...]], Layout]] = {
    "python": _python,
    "container": _container,
    "shell": _shell,
    "yaml": _yaml,
    "hcl": _hcl,
    "lines": _whole_lines,
}
