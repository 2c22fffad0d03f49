"""Container files as lines: what the grammar needs patched first, here-documents, and instructions joined as the builder
joins them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DIRECTIVE = re.compile(rb"#\s*([A-Za-z]+)\s*=\s*(.+?)\s*\Z")
#: The instructions that may have here-documents, behind `ONBUILD` too.
_WITH_DOCUMENTS = re.compile(r"\s*(?:ONBUILD\s+)?(?:RUN|COPY|ADD)\s", re.IGNORECASE)
_MARKER = re.compile(r"\d*<<(-?)([^<]+)")


def escape_character(data: bytes) -> bytes:
    """The character that continues a line: a backslash, or the one of the `# escape=` directive. Directives stand
    before everything else.

    Source: https://docs.docker.com/reference/dockerfile/#escape
    """
    for line in data.splitlines():
        directive = _DIRECTIVE.match(line)
        if directive is None:
            break
        if directive[1].lower() == b"escape" and directive[2] in (b"`", b"\\"):
            return directive[2]
    return b"\\"


@dataclass(frozen=True, slots=True)
class Document:
    """A here-document: its content in bytes of the file, and those of the instruction that it belongs to.

    Args:
        expands: the builder puts variables in (`COPY <<EOF`, and not `<<"EOF"`).
        strips: tabs before its lines are left out (`<<-EOF`).
    """

    name: str
    instruction: int
    start: int
    end: int
    expands: bool
    strips: bool


@dataclass(frozen=True, slots=True)
class Patched:
    """What the grammar is given: the same bytes, every one at its place, with continued lines on one line and blanks for
    here-documents. `unended` are the name and the instruction of a here-document that does not end."""

    data: bytes
    documents: tuple[Document, ...]
    unended: tuple[str, int] | None = None


def patch(data: bytes, escape: bytes) -> Patched:
    """Reads a file line by line, as the builder does before it reads any instruction.

    Blanks stand for what continues a line, and for the comments and empty lines between: the grammar stumbles over some of
    them in the JSON form. It takes every `<<` for a here-document; the builder only the words that begin with it.

    Source: `heredocsFromLine` and `trimContinuationCharacter` of BuildKit, frontend/dockerfile/parser/parser.go.
    """
    out, documents = bytearray(), list[Document]()
    lines = _physical(data)
    for start, line in lines:
        joined_line, body = bytearray(), line
        while True:
            text, more = _continued(body, escape)
            comment = body.strip().startswith(b"#") or (bool(joined_line) and not body.strip())
            if comment and joined_line:
                out += b" " * (len(body) + 1)
                more = True
            else:
                joined_line += text
                out += text + (b" " * (len(body) - len(text) + 1) if more else b"\n")
            if not more:
                break
            following = next(lines, None)
            if following is None:
                break
            body = following[1]
        head = joined_line.decode("utf-8", "replace")
        if b"<<" not in joined_line or not _WITH_DOCUMENTS.match(head):
            continue
        out[start:] = out[start:].replace(b"<<", b"__")
        for name, expands, strips in _markers(head, escape.decode()):
            first = last = None
            for at, content in lines:
                out += b" " * len(content) + b"\n"
                first = at if first is None else first
                bare = content.rstrip(b"\r")
                if (bare.lstrip(b"\t") if strips else bare).decode("utf-8", "replace") == name:
                    last = at
                    break
            if last is None or first is None:
                return Patched(bytes(out[: len(data)]), tuple(documents), (name, start))
            documents.append(Document(name, start, first, last, expands, strips))
    return Patched(bytes(out[: len(data)]), tuple(documents))


def _physical(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines with the places where they begin."""
    start = 0
    while start <= len(data):
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        yield start, data[start:end]
        start = end + 1


def _continued(line: bytes, escape: bytes) -> tuple[bytes, bool]:
    """A line without the character that continues it, and whether there is one (two of them are one escaped)."""
    bare = line.rstrip()
    if bare.endswith(escape) and not bare.endswith(escape * 2) and not bare.lstrip().startswith(b"#"):
        return bare[: -len(escape)], True
    return line, False


def _markers(line: str, escape: str) -> Iterator[tuple[str, bool, bool]]:
    """The here-documents that an instruction announces: the name, whether the builder expands it, whether it strips tabs."""
    for word in split(line, escape):
        marker = _MARKER.fullmatch(word)
        if marker is not None:
            name = marker[2].strip("'\"")
            yield name, name == marker[2], bool(marker[1])


def joined(text: str, escape: str) -> str:
    """An instruction on one line: continuation lines joined, comment lines and empty ones between them left out."""
    out: list[str] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        if out and (not line.strip() or line.lstrip().startswith("#")):
            continue
        bare = line.rstrip()
        out.append(bare[: -len(escape)] if bare.endswith(escape) and not bare.endswith(escape * 2) else line)
    return "".join(out).strip()


def split(text: str, escape: str) -> Iterator[str]:
    """The words of a line at blanks that are neither quoted nor escaped, with their quotes."""
    word, quote, index = "", "", 0
    while index < len(text):
        char = text[index]
        if char == escape and quote != "'" and index + 1 < len(text):
            word += text[index : index + 2]
            index += 2
            continue
        if quote:
            quote = "" if char == quote else quote
        elif char in "'\"":
            quote = char
        elif char.isspace():
            if word:
                yield word
            word = ""
            index += 1
            continue
        word += char
        index += 1
    if word:
        yield word


#: Grammars ask the C library about code points outside of its tables; what they are given is ASCII.
_ASCII = bytes(byte if 0 < byte < 0x80 else ord("_") for byte in range(256))


def ascii_only(data: bytes) -> bytes:
    """The same number of bytes, with an underscore for every byte that is not ASCII."""
    return data.translate(_ASCII)
