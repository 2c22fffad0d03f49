"""`COPY` and `ADD`: what they take, from where, and where it lies in the image."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from posixpath import join, normpath

from runready_linter.containerfile.expansion import expand
from runready_linter.facts import Heredoc, Instruction, Loc


@dataclass(frozen=True, slots=True)
class Copy:
    """Files that a stage gets.

    Args:
        sources: as written, variables expanded where they are known; addresses of `ADD` and here-documents are left out.
        destination: absolute; a folder ends in `/`.
        heredocs: files that are written in the container file itself, as they become.
        source_stage: the name, number or image behind `--from`, lower-cased; "" for the build context.
        parents: the folders of a source are kept (`--parents`).
        excludes: patterns of what is left out (`--exclude`).
    """

    sources: tuple[str, ...]
    destination: str
    loc: Loc
    heredocs: tuple[Heredoc, ...] = ()
    source_stage: str = ""
    parents: bool = False
    excludes: tuple[str, ...] = ()

    @property
    def context(self) -> bool:
        """Whether it takes from the build context."""
        return not self.source_stage

    def place_of(self, heredoc: Heredoc) -> str:
        """Where one of its here-documents lies in the image."""
        return join(self.destination, heredoc.name) if self.destination.endswith("/") else self.destination


def copy_of(instruction: Instruction, folder: str, known: Mapping[str, str | None]) -> Copy | None:
    """What one instruction copies; None where it says too little.

    Args:
        folder: the working directory.
        known: the builder's variables.
    """
    words = [_expanded(word, known) for word in instruction.exec_form or instruction.text.split()]
    if len(words) < 2:
        return None
    slash = "/" if words[-1].endswith("/") or words[-1] in (".", "./") or len(words) > 2 else ""
    destination = normpath(join(folder, words[-1])).rstrip("/") + slash
    flags = instruction.flags
    return Copy(
        sources=tuple(w for w in words[:-1] if not w.startswith("<<") and "://" not in w),
        destination=destination or "/",
        heredocs=tuple(_filled(heredoc, known) for heredoc in instruction.heredocs),
        loc=instruction.loc,
        source_stage=next((value.lower() for name, value in flags if name == "from"), ""),
        parents=any(name == "parents" and value.lower() != "false" for name, value in flags),
        excludes=tuple(value for name, value in flags if name == "exclude"),
    )


def _expanded(word: str, known: Mapping[str, str | None]) -> str:
    return (expand(word, known) or word) if "$" in word else word


#: A `RUN` that writes a here-document, or a text, into a file.
_CAT = re.compile(r"(?:\bcat\b[^|;&]*>\s*|\btee\s+)(?P<path>[^\s|;&<>]+)")
_ECHO = re.compile(
    r"\b(?:echo(?:\s+-[en]+)?|printf)\s+(?P<text>'[^']*'|\"(?:[^\"\\]|\\.)*\")\s*>\s*(?P<path>[^\s|;&<>]+)", re.DOTALL
)


def written_by(run: Instruction, folder: str, known: Mapping[str, str | None]) -> Copy | None:
    """The file that a `RUN` writes whole (`cat > start.sh <<EOF`, `echo '...' > start.sh`), as if it were copied."""
    if run.heredocs:
        cat = _CAT.search(run.text)
        if cat is None:
            return None
        path, heredoc = cat["path"], _filled(run.heredocs[0], known)
    else:
        echo = _ECHO.search(run.text) if ">" in run.text else None
        if echo is None:
            return None
        path, quoted = echo["path"], echo["text"]
        text = quoted[1:-1].replace("\\n", "\n").replace("\\t", "\t").replace('\\"', '"')
        heredoc = _filled(Heredoc(path, text, run.loc.line, expands=quoted.startswith('"')), known)
    return Copy((), normpath(join(folder, path.strip("\"'"))), run.loc, (heredoc,))


#: What a shell takes for a value that only a command could tell.
_UNKNOWN = "$(:)"
_IN_DOCUMENT = re.compile(r"\\(\$)|\$(?:\w+|\{[^{}]*\})")


def _filled(heredoc: Heredoc, known: Mapping[str, str | None]) -> Heredoc:
    """A here-document as the file that it becomes: the builder puts its variables in, unless its name is quoted.

    Source: https://docs.docker.com/reference/dockerfile/#here-documents
    """
    if not heredoc.expands or "$" not in heredoc.text:
        return heredoc

    def value(match: re.Match[str]) -> str:
        if match[1]:
            return "$"
        found = expand(match[0], known)
        return _UNKNOWN if found is None else found

    return replace(heredoc, text=_IN_DOCUMENT.sub(value, heredoc.text), expands=False)
