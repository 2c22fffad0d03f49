"""The container-file front end: instructions and stages, with their places.

The grammar finds the instructions and tolerates errors; what stands in them is read here as the builder reads it, since
that is where the surprises are (a JSON form that is no JSON is a shell form).
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

import tree_sitter_containerfile
from tree_sitter import Language, Node, Parser, Tree

from runready_linter.containerfile.lines import Patched, ascii_only, escape_character, joined, patch, split
from runready_linter.facts import ContainerFacts, FileFacts, Heredoc, Instruction, Loc, Trouble

_BOM = b"\xef\xbb\xbf"
_JSON_FORM = frozenset({"CMD", "ENTRYPOINT", "SHELL", "RUN", "COPY", "ADD", "VOLUME", "HEALTHCHECK"})
_PAIRS = frozenset({"ENV", "ARG", "LABEL"})
_KEYWORDS = frozenset(
    {
        "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER", "ONBUILD", "RUN",
        "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
    }
)  # fmt: skip
_FLAG = re.compile(r"--([a-z][\w-]*)(?:=(\S*))?(?:\s+|\Z)")
#: So many broken lines are told apart before the rest of a file is taken as it comes.
_MOST_TROUBLES = 20


def read(path: str, data: bytes) -> FileFacts:
    """The facts of one container file. `path` is how findings name it; nothing is read from it.

    What cannot be read becomes a `Trouble` with its place, and the rest is still read.
    """
    lines = data.count(b"\n") + (not data.endswith(b"\n") and bool(data))
    if data.startswith(_BOM):
        data = data[len(_BOM) :]
    troubles: list[Trouble] = []
    if b"\0" in data:
        troubles.append(
            Trouble("holds a NUL character, which no text has", Loc(data.count(b"\n", 0, data.index(b"\0")) + 1))
        )
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        troubles.append(Trouble("is not UTF-8 text", Loc(line)))
    try:
        container = _Reader(data, troubles).facts()
    except RecursionError:
        return FileFacts(path, lines, troubles=(Trouble("is nested too deeply to be read", Loc(1)),))
    return FileFacts(path, lines, container=container, troubles=tuple(troubles))


@lru_cache(maxsize=1)
def _language() -> Language:
    return Language(tree_sitter_containerfile.language())


class _Reader:
    """Reads one file; troubles are added to the list that it is given."""

    def __init__(self, data: bytes, troubles: list[Trouble]) -> None:
        self._escape = escape_character(data)
        self._source = data
        self._patched: Patched = patch(data, self._escape)
        self._starts = [0, *(i + 1 for i, byte in enumerate(data) if byte == 0x0A)]
        self._troubles = troubles

    def facts(self) -> ContainerFacts:
        instructions: list[Instruction] = []
        stages: list[tuple[str, str]] = []
        for node, onbuild in _instructions(self._parsed().root_node):
            instruction = self._instruction(node, len(stages), onbuild)
            if instruction.keyword == "FROM":
                stage = _stage(instruction.text)
                if stage is None:
                    self._troubles.append(Trouble("FROM names no image", instruction.loc))
                    continue
                stages.append(stage)
            elif not stages and instruction.keyword != "ARG" and all(i.keyword == "ARG" for i in instructions):
                self._troubles.append(
                    Trouble(
                        f"{instruction.keyword} stands before the first FROM, so there is no image to apply it to",
                        instruction.loc,
                    )
                )
            instructions.append(instruction)
        if not stages and not self._troubles:
            self._troubles.append(Trouble("has no FROM: an image is built from another, or from scratch", Loc(1)))
        return ContainerFacts(tuple(instructions), tuple(stages))

    def _parsed(self) -> Tree:
        """The tree without what cannot be read: a broken instruction that swallowed its successors is blanked, and
        the rest is parsed again."""
        parser = Parser(_language())
        data = ascii_only(self._patched.data)
        if self._patched.unended is not None:
            name, start = self._patched.unended
            self._troubles.append(Trouble(f"the here-document {name[:40]} does not end", self._place(start, start)))
        for _ in range(_MOST_TROUBLES):
            tree = parser.parse(data)
            broken = next(_broken(tree.root_node, data), None)
            if broken is None:
                return tree
            start, why = broken
            self._troubles.append(Trouble(why, self._place(start, start)))
            end = data.find(b"\n", start)
            end = len(data) if end < 0 else end
            data = data[:start] + b" " * (end - start) + data[end:]
        return parser.parse(data)

    def _instruction(self, node: Node, stages: int, onbuild: bool) -> Instruction:
        keyword = node.type.removesuffix("_instruction").upper()
        whole = self._source[node.start_byte : node.end_byte].decode("utf-8", "replace")
        text = joined(whole, self._escape.decode())
        text = text[len(keyword) :].lstrip() if text[: len(keyword)].upper() == keyword else text
        text, flags = _flags(text)
        words = _json_words(text) if keyword in _JSON_FORM else None
        return Instruction(
            keyword=keyword,
            stage=stages if keyword == "FROM" else stages - 1,
            loc=self._loc(node),
            text=text,
            exec_form=words,
            shell_form=text if keyword in _JSON_FORM and words is None else None,
            pairs=tuple(_pairs(text, keyword, self._escape.decode())) if keyword in _PAIRS else (),
            flags=flags,
            heredocs=tuple(self._heredocs(node)),
            onbuild=onbuild,
        )

    def _heredocs(self, node: Node) -> Iterator[Heredoc]:
        """The here-documents of an instruction, in order."""
        for document in self._patched.documents:
            # `ONBUILD` stands before the instruction itself, and blanks may.
            line_end = self._source.find(b"\n", document.instruction)
            if document.instruction <= node.start_byte <= line_end:
                text = self._source[document.start : document.end].decode("utf-8", "replace")
                text = "".join(line.lstrip("\t") for line in text.splitlines(True)) if document.strips else text
                yield Heredoc(document.name, text, self._position(document.start)[0], document.expands)

    def _loc(self, node: Node) -> Loc:
        return self._place(node.start_byte, node.end_byte)

    def _place(self, start: int, end: int) -> Loc:
        """Where bytes of the source stand. (The grammar's own rows are those of the joined lines.)"""
        return Loc(*self._position(start), *self._position(end))

    def _position(self, byte: int) -> tuple[int, int]:
        row = bisect_right(self._starts, byte) - 1
        return row + 1, len(self._source[self._starts[row] : byte].decode("utf-8", "replace")) + 1


def _instructions(root: Node) -> Iterator[tuple[Node, bool]]:
    for node in root.named_children:
        if node.type == "onbuild_instruction":
            yield from ((child, True) for child in node.named_children if child.type.endswith("_instruction"))
        elif node.type.endswith("_instruction"):
            yield node, False


def _broken(root: Node, data: bytes) -> Iterator[tuple[int, str]]:
    """Where (in bytes) something stands that is no instruction, and why."""
    for node in root.children:
        if node.is_error:
            text = data[node.start_byte : node.end_byte]
            start = node.start_byte + len(text) - len(text.lstrip())
            if text.strip():
                word = text.split()[0].decode("utf-8", "replace")
                known = word.upper() in _KEYWORDS
                yield (
                    start,
                    f"{word} is incomplete" if known else f"is no instruction that a builder knows: {word[:40]}",
                )
        elif node.type in ("env_instruction", "label_instruction", "arg_instruction"):
            # The grammar looks for the missing value in the next line.
            first = data[node.start_byte : node.end_byte].split(b"\n")[0]
            if node.end_point.row > node.start_point.row and first.count(b'"') % 2 == 0:
                yield node.start_byte, f"{node.children[0].type} needs a name and a value"


def _flags(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text behind the leading `--name=value` flags, and the flags."""
    flags: list[tuple[str, str]] = []
    while (match := _FLAG.match(text)) is not None:
        flags.append((match[1], match[2] or ""))
        text = text[match.end() :]
    return text, tuple(flags)


def _json_words(text: str) -> tuple[str, ...] | None:
    """The words of the JSON form; None where the builder takes the text for a shell form."""
    if not text.startswith("["):
        return None
    try:
        words = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return tuple(words) if isinstance(words, list) and all(isinstance(w, str) for w in words) else None


def _stage(text: str) -> tuple[str, str] | None:
    """(name or "", image) of a `FROM`; a stage's name is told apart without regard to case, so it is lower-cased."""
    words = text.split()
    if not words:
        return None
    named = len(words) >= 3 and words[1].upper() == "AS"
    return (words[2].lower() if named else "", words[0])


def _pairs(text: str, keyword: str, escape: str) -> Iterator[tuple[str, str]]:
    """The names and values of `ENV`, `ARG` and `LABEL`; a value keeps its `$` and loses its quotes."""
    words = list(split(text, escape))
    if keyword == "ENV" and words and "=" not in words[0]:
        name, _, value = text.partition(" ")
        yield name, _unquoted(value.strip(), escape)
        return
    for word in words:
        name, equals, value = word.partition("=")
        if equals or keyword == "ARG":
            yield name.strip("'\""), _unquoted(value, escape)


def _unquoted(value: str, escape: str) -> str:
    """A value without quotes and escapes; a `$` that is not expanded keeps a backslash before it."""
    out, quote, index = "", "", 0
    while index < len(value):
        char = value[index]
        if char == escape and quote != "'" and index + 1 < len(value):
            following = value[index + 1]
            index += 2
            if following == "$":
                out += "\\$"
            elif quote and following not in ('"', escape):
                out += char + following
            else:
                out += following
            continue
        index += 1
        if quote and char == quote:
            quote = ""
        elif not quote and char in "'\"":
            quote = char
        else:
            out += "\\$" if char == "$" and quote == "'" else char
    return out
