"""Suppressions added and removed in a file's text. Everything else stays byte for byte."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from runready_linter.suppression.layout import Kind, Layout, decoded, encoding, layout, split
from runready_linter.suppression.marks import Mark, marks


class NotPossible(Exception):
    """A file cannot be changed so: why."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A code to ignore on a line."""

    line: int
    code: str


def add(kind: Kind, data: bytes, wanted: Iterable[Wanted], reason: str = "") -> bytes:
    """The file with a suppression for each of the wanted codes, at its line where a comment can stand there, else at the
    end of its statement or on a line of its own above.

    Raises:
        NotPossible: the changed file would not ignore them, or would not be the same program.
    """
    made = layout(kind, data)
    lines = list(made.lines)
    found = list(marks(made))
    behind = f" {reason}" if reason else ""
    by_place: dict[tuple[int, bool], list[str]] = {}
    grown: dict[Mark, list[str]] = {}
    for each in wanted:
        if not 0 < each.line <= len(lines):
            raise NotPossible(f"there is no line {each.line}")
        mark = next((m for m in found if m.covers(each.line) and m.codes), None)
        if mark is not None:
            if each.code not in mark.codes:
                grown.setdefault(mark, []).append(each.code)
            else:
                grown.setdefault(mark, [])
        else:
            by_place.setdefault(_place(kind, made, each.line), []).append(each.code)
    for mark, codes in grown.items():
        text = f"{_lead(mark)} runready: ignore[{', '.join([*mark.codes, *dict.fromkeys(codes)])}]"
        kept = mark.comment.text[mark.start : mark.end]
        rest = kept[kept.index("]") + 1 :] if mark.reason else behind
        lines[mark.line - 1] = _replaced(lines[mark.line - 1], mark, text + rest)
    for (line, above), codes in sorted(by_place.items(), reverse=True):
        comment = f"# runready: ignore[{', '.join(dict.fromkeys(codes))}]{behind}"
        if above:
            indent = re.match(r"[ \t]*", lines[line - 1])
            lines.insert(line - 1, f"{indent[0] if indent else ''}{comment}{_newline(lines)}")
        else:
            body, end = _split_end(lines[line - 1])
            lines[line - 1] = f"{body.rstrip()}  {comment}{end}"
    changed = _encoded(kind, data, "".join(lines))
    _check(kind, data, changed, wanted, {line for line, above in by_place if above})
    return changed


def remove(kind: Kind, data: bytes, unwanted: Mapping[Mark, Collection[str]]) -> bytes:
    """The file without the named codes of its marks; a mark without codes, and one that loses all, goes as a whole, and a
    line that held nothing else with it.

    Raises:
        NotPossible: the changed file would not be the same program.
    """
    lines: list[str] = list(split(decoded(kind, data)))
    for mark in sorted(unwanted, key=lambda m: (m.line, m.start), reverse=True):
        left = [code for code in mark.codes if code not in unwanted[mark]]
        line = lines[mark.line - 1]
        if left:
            kept = mark.comment.text[mark.start : mark.end]
            text = f"{_lead(mark)} runready: ignore[{', '.join(left)}]{kept[kept.index(']') + 1 :]}"
            lines[mark.line - 1] = _replaced(line, mark, text)
            continue
        body, end = _split_end(_replaced(line, mark, ""))
        lines[mark.line - 1] = f"{body.rstrip()}{end}" if body.strip() else ""
    changed = _encoded(kind, data, "".join(lines))
    _same_program(kind, data, changed)
    return changed


def _lead(mark: Mark) -> str:
    return "//" if mark.comment.text[mark.start : mark.end].startswith("//") else "#"


def _place(kind: Kind, made: Layout, line: int) -> tuple[int, bool]:
    """The line that a comment for a line goes to, and whether it goes above."""
    first, last = made.statement(line)
    if not made.trailing:
        return first, True
    if line not in made.closed:
        return line, False
    # A comment at the end of a statement is for all of it. In a configuration a text may go on to its very end.
    return (last, False) if kind == "python" and last not in made.closed else (first, True)


def _replaced(line: str, mark: Mark, text: str) -> str:
    start = mark.comment.column - 1
    before, after = line[: start + mark.start], line[start + mark.end :]
    if not text and not after.strip():
        return before.rstrip() + after
    # What stood behind the mark keeps its distance.
    gap = re.search(r"\s*\Z", line[start + mark.start : start + mark.end])
    return before + text.rstrip() + (gap[0] if gap and after.strip() and text else "") + after


def _split_end(line: str) -> tuple[str, str]:
    body = line.rstrip("\r\n")
    return body, line[len(body) :]


def _newline(lines: Sequence[str]) -> str:
    return next((end for line in lines if (end := _split_end(line)[1])), "\n")


def _encoded(kind: Kind, data: bytes, text: str) -> bytes:
    try:
        return text.encode(encoding(kind, data), errors="surrogateescape")
    except UnicodeEncodeError as error:
        raise NotPossible("the reason cannot be written in the file's encoding") from error


def _check(kind: Kind, before: bytes, after: bytes, wanted: Iterable[Wanted], above: Collection[int]) -> None:
    """The changed file ignores what is wanted, by what will read it."""
    now = list(marks(layout(kind, after)))
    for each in wanted:
        line = each.line + sum(at <= each.line for at in above)
        if not any(each.code in mark.codes and mark.covers(line) for mark in now):
            raise NotPossible(f"no comment can be put at line {each.line}")
    _same_program(kind, before, after)


def _same_program(kind: Kind, before: bytes, after: bytes) -> None:
    tree: Callable[[bytes], object] | None = _TREES.get(kind)
    if tree is not None and tree(before) != tree(after):
        raise NotPossible("a comment would change what the file says")


def _python_tree(data: bytes) -> object:
    try:
        return ast.dump(ast.parse(data))
    except (SyntaxError, ValueError, RecursionError):
        return None


def _yaml_tree(data: bytes) -> object:
    import yaml

    def plain(node: yaml.Node) -> object:
        if isinstance(node, yaml.MappingNode):
            return [(plain(key), plain(value)) for key, value in node.value]
        return [plain(item) for item in node.value] if isinstance(node, yaml.SequenceNode) else (node.tag, node.value)

    try:
        return [plain(node) for node in yaml.compose_all(data, Loader=yaml.SafeLoader) if node is not None]
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


_TREES: Mapping[Kind, Callable[[bytes], object]] = {"python": _python_tree, "yaml": _yaml_tree}
