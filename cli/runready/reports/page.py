"""The page of a rule or check on a terminal: the Markdown of its docstring, folded, with what stands out in bold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from runready.console import Style
from runready.reports.text import wrapped

_ITEM = re.compile(r"(?:[-*]|\d+\.) ")
_STRONG = re.compile(r"\*\*(.+?)\*\*")


def page(doc: str, style: Style) -> Iterator[str]:
    """The lines of a page. Paragraphs and list items are folded to the width; code and tables keep their lines.

    Without colours the Markdown stays as it is.
    """
    paragraph: list[str] = []
    fenced = False
    for line in (*doc.split("\n"), ""):
        fence = line.startswith("```")
        kept = fenced or fence or line.startswith(("    ", "|", "#")) or not line
        fenced ^= fence
        if paragraph and (kept or _ITEM.match(line)):
            yield from _folded(paragraph, style)
            paragraph = []
        if not kept:
            paragraph.append(line.strip())
        elif line.startswith("#") and style.color and not fenced:
            yield style(line.lstrip("# "), "bold")
        else:
            yield line


def _folded(paragraph: list[str], style: Style) -> Iterator[str]:
    item = _ITEM.match(paragraph[0])
    indent = item[0] if item else ""
    for number, line in enumerate(wrapped(" ".join(paragraph)[len(indent) :], " " * len(indent), style.width)):
        marked = indent + line[len(indent) :] if number == 0 else line
        yield _STRONG.sub(lambda found: style(found[1], "bold"), marked) if style.color else marked
