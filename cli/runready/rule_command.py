"""`runready rule`: the page of a rule or check, or the list of all."""

from __future__ import annotations

import sys

from runready import pages
from runready.console import Style, style_of, write_report
from runready.options import built, nearest
from runready.reports.page import page
from runready.reports.text import wrapped
from runready_linter.problems import UsageProblem
from runready_rules import platforms
from runready_rules.catalogue import ENTRIES, Entry
from runready_rules.contract import CLAUSES
from runready_rules.platforms.judgements import judgements


def rule_command(code: str | None, no_color: bool) -> int:
    """Prints one page or the whole list; gives the exit code.

    Raises:
        UsageProblem: there is no such code.
    """
    style = style_of(sys.stdout, no_color)
    if code is None:
        write_report("\n".join(_list(style)) + "\n", None)
        return 0
    found = next((e for e in ENTRIES if e.name == code.lower()), None) or pages.found(code.upper())
    if found is None:
        hint = nearest(code.lower(), (e.name for e in ENTRIES)) or nearest(code.upper(), (e.code for e in ENTRIES))
        raise UsageProblem(f"there is no rule or check {code}", help=f"{hint}`runready rule` lists them all")
    write_report("\n".join(_page(found, style)) + "\n", None)
    return 0


def _list(style: Style) -> list[str]:
    here = built("rule") | built("check")
    lines: list[str] = []
    for clause in CLAUSES:
        lines += [style(f"{clause.id}: {clause.title}", "bold")]
        for each in (e for e in ENTRIES if e.clause == clause.id):
            kind = each.severity.value if each.severity is not None else "run-time"
            mark = "" if each.code in here else " (not built yet)"
            lines.append(style(f"  {each.code}  {each.name:<24}{kind:<9}{mark}".rstrip(), *(("dim",) if mark else ())))
        lines.append("")
    others = sorted(here - {e.code for e in ENTRIES})
    return [*lines, f"from other packages: {', '.join(others)}"] if others else lines[:-1]


def _by_platform(code: str, style: Style) -> list[str]:
    """How each platform's contract makes a code be judged; nothing where they agree."""
    judgement = judgements().get(code)
    if judgement is None:
        return []
    lines = [style("By platform", "bold")]
    for platform, said in judgement.on.items():
        lines += wrapped(f"{platforms.load(platform).name}: {said}", "  ", style.width)
    return [*lines, *wrapped(f"Since {judgement.why}.", "  ", style.width), ""]


def _page(found: Entry, style: Style) -> list[str]:
    clause = next(c for c in CLAUSES if c.id == found.clause)
    kind = found.severity.value if found.severity is not None else "run-time check"
    lines = [f"{style(found.code, 'bold')} {style(found.name, 'bold')} ({kind}, clause {clause.id})", ""]
    doc = pages.page(found)
    if doc is None:
        verb = "Reports" if found.kind == "rule" else "Proves that"
        lines += wrapped(f"{verb} {found.summary}.", "", style.width)
        lines += ["", *wrapped("This version does not have it yet: nothing reports it.", "", style.width), ""]
    else:
        lines += page(doc, style)
        lines += _by_platform(found.code, style)
    return [*lines, *wrapped(f"The contract: {clause.expects}.", "", style.width), clause.source]
