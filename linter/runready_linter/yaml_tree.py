"""YAML as a frozen tree with places: what is written, before anything says what it should be.

Read from PyYAML's node graph, so that nothing is constructed, and bounded: aliases are written out, and a file that
grows without end by them is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from runready_linter.facts import Loc, Scalar, Trouble

if TYPE_CHECKING:
    import yaml


@dataclass(frozen=True, slots=True)
class Limits:
    """What files of a kind never come near: bytes of one file, nodes once its aliases are written out, nesting."""

    bytes: int = 128 * 1024
    nodes: int = 10_000
    depth: int = 40
    kind: str = "service configuration"


CONFIGURATION = Limits()

_MERGE = "tag:yaml.org,2002:merge"
#: Nesting at which the fast reader, which is not bounded by Python's own recursion limit, is left alone.
_DEEP = 200
#: A line that by its beginning alone may be nested that deep.
_DEEP_LINE = re.compile(r"^[ \t\-?:]{400}", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Items:
    """A list. `tag`: the local tag that it bears (`!Join`), without which it would be another thing."""

    items: tuple[Node, ...]
    loc: Loc
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Entries:
    """A mapping; each key stands once in it. What `<<` brings in stands behind its own entries. `tag` as for a list;
    `open`: it has further entries, which are not known."""

    pairs: tuple[tuple[Scalar, Node], ...]
    loc: Loc
    tag: str = ""
    open: bool = False

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


def parse(data: bytes, limits: Limits = CONFIGURATION, *, json: bool = False) -> Node | Trouble:
    """The one document of a file, or why there is none and where.

    Args:
        json: it is JSON, in which a tab may stand wherever a blank may.
    """
    import yaml

    if len(data) > limits.bytes:
        return Trouble(f"is larger than {limits.bytes // 1024} KiB, which no {limits.kind} is", Loc(1))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Trouble("is not UTF-8 text", Loc(data.count(b"\n", 0, error.start) + 1))
    if json:
        # A JSON text holds no literal tab within a string.
        text = text.replace("\t", " ")
    try:
        root = _composed(text)
        if root is None:
            return Trouble("is empty", Loc(1))
        return _Tree(limits).node(root, 0)
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


def _composed(text: str) -> Any:
    """The node graph. The fast reader reads what is long and not deep; what it refuses is left to the other, whose words
    for it are better."""
    import yaml

    fast = getattr(yaml, "CSafeLoader", None)
    if fast is not None and len(text) > 4096 and not _is_deep(text):
        try:
            return yaml.compose(text, Loader=fast)
        except yaml.YAMLError:
            pass
    return yaml.compose(text, Loader=yaml.SafeLoader)


def _is_deep(text: str) -> bool:
    depth = 0
    for bracket in re.findall(r"[\[\]{}]", text):
        depth += 1 if bracket in "[{" else -1
        if depth > _DEEP:
            return True
        depth = max(depth, 0)
    return _DEEP_LINE.search(text) is not None


def _sentence(problem: str) -> str:
    if "cannot start any token" in problem and "\\t" in problem:
        return "a tab stands where only blanks may indent"
    if problem == "mapping values are not allowed here":
        return "a colon stands where none may: a text with a colon at its end, or with a blank behind it, needs quotes"
    return problem.rstrip(".").replace("\n", " ")


class _Tree:
    """Writes a node graph out as a tree; counts what it has written."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._count = 0

    def node(self, node: yaml.Node, depth: int) -> Node:
        import yaml

        loc = _loc(node)
        self._count += 1
        if self._count > self._limits.nodes:
            raise _Refused(f"has more than {self._limits.nodes} parts once its aliases are written out", loc)
        if depth > self._limits.depth:
            raise _Refused("is nested too deeply to be read", loc)
        if isinstance(node, yaml.SequenceNode):
            return Items(tuple(self.node(item, depth + 1) for item in node.value), loc, _local_tag(node))
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
        return Entries(tuple(pairs.values()), loc, _local_tag(node))


def _local_tag(node: yaml.Node) -> str:
    return str(node.tag) if str(node.tag).startswith("!") else ""


def _scalar(node: yaml.Node) -> Scalar:
    # A lone surrogate (from an escape) could be written to no report.
    text = str(node.value).encode("utf-8", "replace").decode("utf-8")
    return Scalar(text, _loc(node), str(node.tag).rpartition(":")[2])


def _loc(node: yaml.Node) -> Loc:
    start, end = node.start_mark, node.end_mark
    return Loc(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
