"""What differs from platform to platform is data that agrees with the profiles, the rules' tests and the published table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from runready_rules import platforms
from runready_rules.catalogue import entry
from runready_rules.platforms.judgements import Comparable, Judgement, comparables, differing, fact_at, judgements
from runready_rules.surveys import contract

_ROOT = Path(__file__).parents[2]
_PROFILES = [platforms.load(name) for name in platforms.PLATFORMS]


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    return "\n".join(_row(*cells) for cells in (head, ("---",) * len(head), *rows))


def test_the_published_tables_are_those_of_the_data() -> None:
    text = (_ROOT / "docs" / "platforms.md").read_text(encoding="utf-8")
    names = tuple(profile.name for profile in _PROFILES)
    codes = [
        (f"{j.code} {found.name}", *(j.on[p.id] for p in _PROFILES), j.why)
        for j in judgements().values()
        if (found := entry(j.code)) is not None
    ]
    facts = [(c.title, *(f"{c.said(p)} ({c.of(p).confidence.value})" for p in _PROFILES)) for c in comparables()]
    for table in (_table(("code", *names, "why"), codes), _table(("fact", *names), facts)):
        assert table in text, f"docs/platforms.md should have:\n{table}"


@pytest.mark.parametrize("judgement", judgements().values(), ids=lambda j: j.code)
def test_a_code_is_judged_by_facts_that_differ_and_says_so_for_every_platform(judgement: Judgement) -> None:
    assert entry(judgement.code) is not None
    assert tuple(judgement.on) == platforms.PLATFORMS
    assert len(set(judgement.on.values())) > 1
    assert judgement.why
    first, second = _PROFILES
    assert any(fact_at(first, path).value != fact_at(second, path).value for path in judgement.facts)


@pytest.mark.parametrize("judgement", judgements().values(), ids=lambda j: j.code)
def test_what_rests_on_an_inferred_fact_is_no_error(judgement: Judgement) -> None:
    """A platform's word for a code says `error` only where a documented or modelled fact carries it, or no fact does."""
    for profile in _PROFILES:
        facts = [fact_at(profile, path) for path in judgement.facts]
        if all(fact.confidence is platforms.Certainty.INFERRED for fact in facts) and judgement.code != "AR102":
            assert "error" not in judgement.on[profile.id], profile.id


def test_every_code_that_is_judged_otherwise_is_shown_by_a_project() -> None:
    projects = (_ROOT / "tests" / "linter" / "platforms" / "test_platform_projects.py").read_text(encoding="utf-8")
    shown = set(re.findall(r"\bAR\d{3}\b", projects))
    assert {code for code in judgements() if code.startswith("AR")} <= shown


@pytest.mark.parametrize("fact", comparables(), ids=lambda c: c.path)
def test_a_fact_that_is_compared_differs_is_in_words_and_is_asked_of_the_project(fact: Comparable) -> None:
    assert fact in differing(*_PROFILES)
    assert fact.path in contract._TOUCHED
    said = [fact.said(profile) for profile in _PROFILES]
    assert said[0] != said[1]
    assert not {"True", "False", "inf", "[]", "()"} & set(said)


def test_nothing_differs_from_itself() -> None:
    for profile in _PROFILES:
        assert differing(profile, profile) == ()
