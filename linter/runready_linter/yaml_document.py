"""YAML with the place of every key and value."""

from __future__ import annotations

import re
from typing import Any

import yaml

from runready_linter.positions import Document, Fault, Path, Spot, problem
from runready_linter.problems import Place, UsageProblem

# A written-out flow file has some hundred values; aliases of aliases grow without bound.
MOST_VALUES = 50_000
MOST_BYTES = 1024 * 1024

_TAGS = "tag:yaml.org,2002:"
_TRUE, _FALSE = ("true", "True", "TRUE"), ("false", "False", "FALSE")


def parse(data: bytes, name: str) -> Document:
    """Reads one YAML document.

    Scalars are read as YAML 1.2 and JSON do: `no`, `22:30` and `2026-01-01` are text. Duplicate keys, tags and
    aliases that grow without bound are faults of the document.

    Raises:
        UsageProblem: it is not UTF-8, not YAML, empty, or too large.
    """
    if len(data) > MOST_BYTES:
        raise UsageProblem(f"The file is larger than {MOST_BYTES // 1024} KiB.", place=Place(name))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        raise UsageProblem("Not UTF-8.", place=Place(name, line, column), help="Save the file as UTF-8.") from None
    document = Document(name, text.splitlines())
    try:
        node = yaml.compose(text, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        raise problem({name: document}, [(name, _syntax_fault(error))]) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise UsageProblem("A control character, which YAML does not allow.", place=Place(name, line)) from None
    except RecursionError:
        raise UsageProblem("Nested too deeply.", place=Place(name)) from None
    if node is None:
        raise UsageProblem(
            "The file is empty.", place=Place(name), help="Write settings, a service or flows, or remove it."
        )
    reader = _Reader(document)
    try:
        document.value = reader.read(node, ())
    except _TooMuch as stop:
        raise problem({name: document}, [(name, stop.fault)]) from None
    except RecursionError:
        raise UsageProblem("Nested too deeply.", place=Place(name)) from None
    return document


def _syntax_fault(error: yaml.MarkedYAMLError) -> Fault:
    mark = error.problem_mark or error.context_mark
    spot = Spot(mark.line + 1, mark.column + 1) if mark else None
    what = error.problem or "cannot be read"
    if "\\t" in what:
        return Fault("a tab used as indentation", spot, help="indent with spaces")
    where = ""
    if error.context and error.context_mark and mark and error.context_mark.line != mark.line:
        where = f" ({error.context} from line {error.context_mark.line + 1})"
    return Fault(f"not YAML: {what}{where}", spot)


class _TooMuch(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


class _Reader:
    """Turns nodes into values and notes their places in the document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._count = 0
        self._open: list[yaml.Node] = []

    def read(self, node: yaml.Node, path: Path) -> Any:
        spot = _spot(node)
        self._count += 1
        if self._count > MOST_VALUES:
            raise _TooMuch(Fault(f"aliases expand to more than {MOST_VALUES} values", spot))
        if any(node is parent for parent in self._open):
            raise _TooMuch(Fault("an alias that contains itself", spot))
        self._document.values[path] = spot
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, spot)
        self._open.append(node)
        try:
            if isinstance(node, yaml.SequenceNode):
                return [self.read(item, (*path, index)) for index, item in enumerate(node.value)]
            return self._mapping(node, path)
        finally:
            self._open.pop()

    def _mapping(self, node: yaml.Node, path: Path) -> dict[str, Any]:
        merged: dict[str, Any] = {}
        own: dict[str, Any] = {}
        for key_node, value_node in node.value:
            spot = _spot(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self._fault("a key must be text", spot, 'a `{{name}}` needs quotes: "{{name}}"')
                continue
            if key_node.tag == _TAGS + "merge":
                value = self.read(value_node, path)
                for part in reversed(value if isinstance(value, list) else [value]):
                    if isinstance(part, dict):
                        merged.update(part)
                    else:
                        self._fault("`<<` takes a mapping or a list of mappings", spot)
                self._document.values[path] = _spot(node)
                continue
            key = str(key_node.value)
            if key in own:
                first = self._document.keys[(*path, key)].line
                self._fault(f"the key `{key}` is given twice, first on line {first}", spot)
                continue
            self._document.keys[(*path, key)] = spot
            own[key] = self.read(value_node, (*path, key))
        return merged | own

    def _scalar(self, node: yaml.ScalarNode, spot: Spot) -> Any:
        text, tag = str(node.value), node.tag.removeprefix(_TAGS)
        if tag == "null":
            return None
        if tag == "bool":
            return True if text in _TRUE else False if text in _FALSE else text
        if tag == "int" and re.fullmatch(r"[-+]?(0|[1-9][0-9]*)", text):
            return int(text)
        if tag == "int" and re.fullmatch(r"0x[0-9a-fA-F]+", text):
            return int(text, 16)
        if tag == "float" and ":" not in text:
            return float(text.replace("_", "").lower().replace(".inf", "inf").replace(".nan", "nan"))
        if not node.tag.startswith(_TAGS) or tag in {"binary", "set", "omap", "pairs"}:
            self._fault(f"the tag `{node.tag}` is not used here", spot)
        return text

    def _fault(self, message: str, spot: Spot, help: str = "") -> None:
        self._document.faults.append(Fault(message, spot, help=help))


def _spot(node: yaml.Node) -> Spot:
    start, end = node.start_mark, node.end_mark
    length = end.column - start.column if end.line == start.line else 1
    return Spot(start.line + 1, start.column + 1, max(1, length))
