"""Container files as lines: what the grammar needs patched first, and instructions joined as the builder joins them."""

from __future__ import annotations

import re

_DIRECTIVE = re.compile(rb"#\s*([A-Za-z]+)\s*=\s*(.+?)\s*\Z")


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


def patch(data: bytes, escape: bytes) -> bytes:
    """The same bytes, every one at its place, with continued lines on one line: blanks stand for what continues them
    and for the comments and empty lines between them.

    The builder leaves these out before it reads anything; the grammar stumbles over some of them in the JSON form.
    """
    out, continued = bytearray(), False
    for line in data.split(b"\n"):
        bare = line.strip()
        if continued and (not bare or bare.startswith(b"#")):
            out += b" " * (len(line) + 1)
            continue
        continued = bare.endswith(escape) and not bare.startswith(b"#")
        if continued:
            body = line.rstrip()[: -len(escape)]
            out += body + b" " * (len(line) - len(body) + 1)
        else:
            out += line + b"\n"
    return bytes(out[: len(data)])


def joined(text: str, escape: str) -> str:
    """An instruction on one line: continuation lines joined, comment lines and empty ones between them left out."""
    out: list[str] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        if out and (not line.strip() or line.lstrip().startswith("#")):
            continue
        bare = line.rstrip()
        out.append(bare[: -len(escape)] if bare.endswith(escape) else line)
    return "".join(out).strip()


#: Grammars ask the C library about code points outside of its tables; what they are given is ASCII.
_ASCII = bytes(byte if 0 < byte < 0x80 else ord("_") for byte in range(256))


def ascii_only(data: bytes) -> bytes:
    """The same number of bytes, with an underscore for every byte that is not ASCII."""
    return data.translate(_ASCII)
