"""The pages of rules and checks: the docstrings of their modules, of which only the one asked for is loaded."""

from __future__ import annotations

import inspect
import re
from importlib.metadata import entry_points

from runready.options import GROUPS
from runready_rules.catalogue import Entry, entry


def found(code: str) -> Entry | None:
    """The entry of a code: the catalogue's, or that of a rule or check that another package brings."""
    known = entry(code)
    if known is not None:
        return known
    for kind, group in GROUPS.items():
        for each in entry_points(group=group):
            if each.name == code:
                made = each.load()
                return Entry(code, made.name, made.clause, getattr(made, "severity", None), "", kind)
    return None


def page(found: Entry) -> str | None:
    """The page in Markdown without its title, or None for what this version does not have."""
    for each in entry_points(group=GROUPS[found.kind]):
        if each.name == found.code:
            doc = inspect.cleandoc(each.load().doc or "")
            return re.sub(r"\A# .*\n+", "", doc)
    return None
