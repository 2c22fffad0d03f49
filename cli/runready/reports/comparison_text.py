"""What a move to another platform changes, for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from runready.comparison import Comparison, Difference
from runready.console import Style, harmless
from runready.paths import Shown
from runready.reports.text import finding_lines, number, wrapped
from runready_linter.findings import Finding
from runready_rules.platforms import Certainty

_MOST_PLACES = 3


def lines(comparison: Comparison, shown: Shown, style: Style) -> Iterator[str]:
    """The section of an audit's report."""
    here, there = comparison.here, comparison.there
    yield style(f"A move to {there.title} ".ljust(style.width, "─"), "bold")
    if comparison.is_empty:
        yield "  Nothing that is known here changes."
        yield ""
        return
    if comparison.appear:
        yield style(f"  New there: {number(len(comparison.appear), 'finding')}", "bold")
        for finding in comparison.appear:
            for line in finding_lines(finding, shown, Style(style.color, style.width - 4), help=True):
                yield f"    {line}" if line else line
            yield ""
    if comparison.vanish:
        yield style(f"  Gone there: {number(len(comparison.vanish), 'finding')}", "bold")
        for finding in comparison.vanish:
            yield f"    {_named(finding, shown, style)}"
        yield from _reasons(comparison.vanish, comparison, style)
        yield ""
    if comparison.change:
        yield style("  Judged otherwise there", "bold")
        for each in comparison.change:
            yield f"    {_named(each.here, shown, style)} -> {style(each.there.severity.value, 'bold')}"
        yield from _reasons([each.here for each in comparison.change], comparison, style)
        yield ""
    if comparison.contract:
        yield style("  What differs in the contract", "bold")
        for difference in comparison.contract:
            yield from _difference(difference, comparison, shown, style)
        if any(_is_inferred(each, comparison) for each in comparison.contract):
            yield from wrapped("(*) inferred, not documented, for one of the two", "    ", style.width)
        yield ""
    if comparison.checks:
        yield style(f"  Run-time checks ran as on {here.name}; there these may end otherwise", "bold")
        for judgement in comparison.checks:
            yield from wrapped(f"{judgement.code}: {judgement.why}", "    ", style.width)
        yield ""


def _named(finding: Finding, shown: Shown, style: Style) -> str:
    place = f"{harmless(shown(finding.span.path))}:{finding.span.line}"
    return f"{style(place, 'bold')} {style(finding.code, 'bold')} {finding.name} {finding.severity.value}"


def _reasons(findings: Sequence[Finding], comparison: Comparison, style: Style) -> Iterator[str]:
    codes: dict[str, list[str]] = {}
    for finding in findings:
        codes.setdefault(comparison.why(finding), []).append(finding.code)
    for reason, named in codes.items():
        if reason:
            yield from wrapped(f"{', '.join(dict.fromkeys(named))}: {reason}", "      ", style.width)


def _difference(difference: Difference, comparison: Comparison, shown: Shown, style: Style) -> Iterator[str]:
    star = " (*)" if _is_inferred(difference, comparison) else ""
    yield from wrapped(f"{difference.fact.title}: {difference.here} -> {difference.there}{star}", "    ", style.width)
    if not difference.fact.whole:
        places = [f"{harmless(shown(s.path))}:{s.line}" for s in difference.places[:_MOST_PLACES]]
        more = len(difference.places) - len(places)
        rest = f" and {number(more, 'more place')}" if more > 0 else ""
        yield from wrapped(f"{', '.join(places)}{rest}", "      ", style.width)


def _is_inferred(difference: Difference, comparison: Comparison) -> bool:
    facts = (difference.fact.of(comparison.here), difference.fact.of(comparison.there))
    return any(fact.confidence is Certainty.INFERRED for fact in facts)
