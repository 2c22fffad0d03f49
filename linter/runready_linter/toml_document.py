"""One table of a TOML file, with the place of every key and value."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from runready_linter.positions import Document, Fault, Path, Spot, dotted, problem
from runready_linter.problems import Place, UsageProblem

if TYPE_CHECKING:
    from tree_sitter import Node

_AT = re.compile(r"\(at line (\d+), column (\d+)\)")
_KEYS = ("bare_key", "quoted_key", "dotted_key")


class TomlDocument(Document):
    """A table of a file; its key paths begin at that table. Places are looked for when the first one is asked for:
    what reads values needs none, and an error is rare."""

    def __init__(self, name: str, text: str, table: Path, value: Any) -> None:
        super().__init__(name, text.splitlines(), value)
        self._text = text
        self._table = table
        self._located = False

    def key_spot(self, path: Path) -> Spot | None:
        self._locate()
        return super().key_spot(path)

    def value_spot(self, path: Path) -> Spot | None:
        self._locate()
        return super().value_spot(path)

    def _locate(self) -> None:
        if not self._located:
            self._located = True
            _Places(self, self._text.encode(), self._table).fill()


def parse(data: bytes, name: str, table: Path) -> TomlDocument | None:
    """The table `table` of a TOML file; None where the file has none.

    Raises:
        UsageProblem: it is not UTF-8 or not TOML, or something else than a table stands there.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise UsageProblem("Not UTF-8.", place=Place(name), help="Save the file as UTF-8.") from None
    try:
        value: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        place = Place(name, int(at[1]), int(at[2])) if at else Place(name)
        raise UsageProblem(f"Not TOML: {str(error).partition(' (at ')[0]}.", place=place) from None
    except RecursionError:
        raise UsageProblem("Nested too deeply.", place=Place(name)) from None
    for end, part in enumerate(table, 1):
        if not isinstance(value, dict) or part not in value:
            return None
        value = value[part]
        if not isinstance(value, dict):
            whole = TomlDocument(name, text, (), None)
            raise problem(
                {name: whole},
                [(name, Fault(f"`{dotted(table[:end])}`: expected a table", whole.value_spot(table[:end])))],
            )
    return TomlDocument(name, text, table, value)


class _Places:
    """Notes the places of a document's keys and values, from a syntax tree of the file."""

    def __init__(self, document: Document, data: bytes, table: Path) -> None:
        self._document = document
        self._data = data
        self._table = table
        # How often each array of tables was begun.
        self._begun: dict[Path, int] = {}

    def fill(self) -> None:
        import tree_sitter_toml
        from tree_sitter import Language, Parser

        root = Parser(Language(tree_sitter_toml.language())).parse(self._data).root_node
        for node in root.named_children:
            if node.type == "pair":
                self._pair(node, ())
            elif node.type in ("table", "table_array_element"):
                self._header(node)

    def _header(self, node: Node) -> None:
        key, *rest = node.named_children
        path: Path = ()
        parts = list(self._parts(key))
        for number, (part, at) in enumerate(parts, 1):
            path = (*path, part)
            if node.type == "table_array_element" and number == len(parts):
                self._begun[path] = self._begun.get(path, -1) + 1
            self._note(self._document.keys, path, at)
            if path in self._begun:
                path = (*path, self._begun[path])
        self._note(self._document.values, path, key)
        for each in rest:
            if each.type == "pair":
                self._pair(each, path)

    def _pair(self, node: Node, path: Path) -> None:
        key, value = (child for child in node.named_children if child.type != "comment")
        for part, at in self._parts(key):
            path = (*path, part)
            self._note(self._document.keys, path, at)
        self._value(value, path)

    def _value(self, node: Node, path: Path) -> None:
        self._note(self._document.values, path, node)
        children = [child for child in node.named_children if child.type != "comment"]
        if node.type == "array":
            for index, child in enumerate(children):
                self._value(child, (*path, index))
        elif node.type == "inline_table":
            for child in children:
                self._pair(child, path)

    def _parts(self, key: Node) -> Iterator[tuple[str, Node]]:
        """The parts of a key, each with its node."""
        if key.type == "dotted_key":
            for child in key.named_children:
                if child.type in _KEYS:
                    yield from self._parts(child)
        else:
            text = self._data[key.start_byte : key.end_byte].decode()
            yield (next(iter(tomllib.loads(f"{text} = 0"))) if key.type == "quoted_key" else text), key

    def _note(self, places: dict[Path, Spot], path: Path, node: Node) -> None:
        size = len(self._table)
        if path[:size] != self._table:
            return
        (row, column), (end_row, end_column) = node.start_point, node.end_point
        line = self._data[node.start_byte - column : node.start_byte]
        length = 1
        if row == end_row:
            length = len(self._data[node.start_byte : node.start_byte + end_column - column].decode())
        # A table may be opened several times; where it stands first is its place.
        places.setdefault(path[size:], Spot(row + 1, len(line.decode()) + 1, length))
