"""Files that people write, with the place of every key and value, and errors shown with their source line and a caret."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from runready_linter.problems import Place, Problem, UsageProblem

Path = tuple[str | int, ...]


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
