"""YAML as a frozen tree with places: what is written, before anything says what it should be.

Read from PyYAML's node graph, so that nothing is constructed, and bounded: aliases are written out, and a file that
grows without end by them is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from runready_linter.facts import Loc, Scalar, Trouble

if TYPE_CHECKING:
    import yaml

#: Bytes of one file, nodes once its aliases are written out, and nesting, that a configuration never comes near.
MAX_BYTES = 128 * 1024
MAX_NODES = 10_000
MAX_DEPTH = 40

_MERGE = "tag:yaml.org,2002:merge"


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    loc: Loc


@dataclass(frozen=True, slots=True)
class Entries:
    """A mapping; each key stands once in it. What `<<` brings in stands behind its own entries."""

    pairs: tuple[tuple[Scalar, Node], ...]
    loc: Loc

    def get(self, key: str) -> Node | None:
        return next((value for name, value in self.pairs if name.text == key), None)

    def key(self, key: str) -> Scalar | None:
        """The key itself, for its place."""
        return next((name for name, _ in self.pairs if name.text == key), None)


Node = Scalar | Items | Entries


class _Refused(Exception):
    """The file cannot be taken as it is; carries the trouble."""

    def __init__(self, message: str, loc: Loc) -> None:
        super().__init__(message)
        self.trouble = Trouble(message, loc)


def parse(data: bytes) -> Node | Trouble:
    """The one document of a file, or why there is none and where."""
    import yaml

    if len(data) > MAX_BYTES:
        return Trouble(f"is larger than {MAX_BYTES // 1024} KiB, which no service configuration is", Loc(1))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Trouble("is not UTF-8 text", Loc(data.count(b"\n", 0, error.start) + 1))
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        if root is None:
            return Trouble("is empty", Loc(1))
        return _Tree().node(root, 0)
    except _Refused as refused:
        return refused.trouble
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        loc = Loc(mark.line + 1, mark.column + 1) if mark is not None else Loc(1)
        return Trouble(f"is not valid YAML: {_sentence(error.problem or error.context or 'it cannot be read')}", loc)
    except yaml.reader.ReaderError as error:
        return Trouble("holds a character that YAML does not allow", Loc(text.count("\n", 0, error.position) + 1))
    except RecursionError:
        return Trouble("is nested too deeply to be read", Loc(1))
    except (ValueError, OverflowError):
        # An escape or a version number beyond all bounds; PyYAML gives no place.
        return Trouble("is not valid YAML: it holds a number beyond what YAML allows", Loc(1))


def _sentence(problem: str) -> str:
    if "cannot start any token" in problem and "\\t" in problem:
        return "a tab stands where only blanks may indent"
    if problem == "mapping values are not allowed here":
        return "a colon stands where none may: a text with a colon at its end, or with a blank behind it, needs quotes"
    return problem.rstrip(".").replace("\n", " ")


class _Tree:
    """Writes a node graph out as a tree; counts what it has written."""

    def __init__(self) -> None:
        self._count = 0

    def node(self, node: yaml.Node, depth: int) -> Node:
        import yaml

        loc = _loc(node)
        self._count += 1
        if self._count > MAX_NODES:
            raise _Refused(f"has more than {MAX_NODES} parts once its aliases are written out", loc)
        if depth > MAX_DEPTH:
            raise _Refused("is nested too deeply to be read", loc)
        if isinstance(node, yaml.SequenceNode):
            return Items(tuple(self.node(item, depth + 1) for item in node.value), loc)
        if isinstance(node, yaml.MappingNode):
            return self._entries(node, loc, depth)
        return _scalar(node)

    def _entries(self, node: yaml.MappingNode, loc: Loc, depth: int) -> Entries:
        pairs: dict[str, tuple[Scalar, Node]] = {}
        merged: list[Node] = []
        for key, value in node.value:
            made = self.node(value, depth + 1)
            if key.tag == _MERGE:
                merged += made.items if isinstance(made, Items) else [made]
                continue
            name = self.node(key, depth + 1)
            if not isinstance(name, Scalar):
                raise _Refused("has a key that is no text", name.loc)
            if name.text in pairs:
                first = pairs[name.text][0].loc.line
                raise _Refused(f"has the key {name.text[:60]!r} a second time (the first is in line {first})", name.loc)
            pairs[name.text] = (name, made)
        for other in merged:
            for name, made in other.pairs if isinstance(other, Entries) else ():
                pairs.setdefault(name.text, (name, made))
        return Entries(tuple(pairs.values()), loc)


def _scalar(node: yaml.Node) -> Scalar:
    # A lone surrogate (from an escape) could be written to no report.
    text = str(node.value).encode("utf-8", "replace").decode("utf-8")
    return Scalar(text, _loc(node), str(node.tag).rpartition(":")[2])


def _loc(node: yaml.Node) -> Loc:
    start, end = node.start_mark, node.end_mark
    return Loc(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
