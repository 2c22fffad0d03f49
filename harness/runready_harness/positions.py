"""YAML with the place of every key and value, and errors shown with their source line and a caret."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from runready_linter.problems import Place, Problem, UsageProblem

Path = tuple[str | int, ...]

# A written-out flow file has some hundred values; aliases of aliases grow without bound.
MOST_VALUES = 50_000
MOST_BYTES = 1024 * 1024

_TAGS = "tag:yaml.org,2002:"
_TRUE, _FALSE = ("true", "True", "TRUE"), ("false", "False", "FALSE")


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch within one line; line and column count from 1."""

    line: int
    column: int
    length: int = 1


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file: `path` is the key path where there is no `spot`."""

    message: str
    spot: Spot | None = None
    path: Path = ()
    help: str = ""


@dataclass(slots=True)
class Document:
    """A parsed file. `keys` and `values` say where each key and value stands, by key path from the top."""

    name: str
    lines: Sequence[str]
    value: Any = None
    keys: dict[Path, Spot] = field(default_factory=dict)
    values: dict[Path, Spot] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def key_spot(self, path: Path) -> Spot | None:
        """Where the last key of `path` is written, else where its value or its nearest parent is."""
        return self.keys.get(path) or self.value_spot(path)

    def value_spot(self, path: Path) -> Spot | None:
        """Where the value at `path` is written, else its nearest parent."""
        for end in range(len(path), -1, -1):
            spot = self.values.get(path[:end]) or self.keys.get(path[:end])
            if spot is not None:
                return spot
        return None


def problem(documents: Mapping[str, Document], faults: Sequence[tuple[str, Fault]]) -> Problem:
    """One problem that tells all `faults`, each with its file's name; `documents` by the same names."""
    if len(faults) == 1:
        name, fault = faults[0]
        return UsageProblem(
            _told(fault),
            place=_place(name, fault),
            help=_sentence(fault.help),
            detail="\n".join(_excerpt(documents.get(name), fault)),
        )
    blocks = []
    for name, fault in sorted(faults, key=lambda each: (each[0], _position(each[1]))):
        head = f"{_place(name, fault)}: " + " ".join(filter(None, (_told(fault), _sentence(fault.help))))
        blocks.append("\n".join([head, *_excerpt(documents.get(name), fault)]))
    files = sorted({name for name, _ in faults})
    return UsageProblem(f"{len(faults)} errors in {', '.join(files)}.", detail="\n".join(blocks))


def _sentence(text: str) -> str:
    return text if not text else text[0].upper() + text[1:] + ("" if text.endswith(("?", ".")) else ".")


def _position(fault: Fault) -> tuple[int, int]:
    return (fault.spot.line, fault.spot.column) if fault.spot else (0, 0)


def _place(name: str, fault: Fault) -> Place:
    return Place(name, fault.spot.line, fault.spot.column) if fault.spot else Place(name)


def _told(fault: Fault) -> str:
    message = _sentence(fault.message)
    return message if fault.spot or not fault.path else f"{dotted(fault.path)}: {message}"


def dotted(path: Path) -> str:
    """`("flows", 0, "name")` as `flows[0].name`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if re.fullmatch(r"[\w-]+", part) else f'."{part}"'
    return text.removeprefix(".")


def _excerpt(document: Document | None, fault: Fault) -> Iterator[str]:
    spot = fault.spot
    if document is None or spot is None or not 0 < spot.line <= len(document.lines):
        return
    line = document.lines[spot.line - 1]
    number = str(spot.line)
    length = max(1, min(spot.length, len(line) - spot.column + 1))
    # Tabs before the caret stay tabs, so that it stands under the word in any terminal.
    lead = "".join("\t" if char == "\t" else " " for char in line[: spot.column - 1])
    yield f"  {number} | {line}"
    yield f"  {' ' * len(number)} | {lead}{'^' * length}"


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
        raise UsageProblem("The file is empty.", place=Place(name), help="Write at least `service:` or `flows:`.")
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
