"""Every installed rule, tried on the examples of its own page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from runready_linter import knowledge
from runready_linter.lint import lint
from runready_linter.rule import Example, Rule, installed

_MARK = re.compile(r"[ \t]*# <- (AR\d{3})[ \t]*$", re.MULTILINE)

_CASES = [
    pytest.param(rule, example, id=f"{rule.code}-{kind}-{example.title}")
    for rule in installed().values()
    for kind, examples in (("bad", rule.bad), ("good", rule.good))
    for example in examples
]


@pytest.mark.parametrize(("rule", "example"), _CASES)
def test_the_rule_reports_exactly_where_its_example_says(rule: Rule, example: Example, tmp_path: Path) -> None:
    expected: list[tuple[str, int]] = []
    for path, text in example.files:
        # The mark is not part of the file: behind a CMD it would turn the JSON form into a shell form.
        expected += [
            (path, number)
            for number, line in enumerate(text.splitlines(), 1)
            if (mark := _MARK.search(line)) is not None and mark[1] == rule.code
        ]
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_MARK.sub("", text), encoding="utf-8")
    report = lint([tmp_path], [rule], knowledge.installed())
    assert sorted((f.span.path, f.span.line) for f in report.findings) == sorted(expected)
    for finding in report.findings:
        assert finding.code == rule.code
        assert finding.message
        assert finding.help


@pytest.mark.parametrize("rule", installed().values(), ids=lambda rule: rule.code)
def test_the_rule_has_examples_of_both_kinds_that_say_so(rule: Rule) -> None:
    assert len(rule.bad) >= 4
    assert len(rule.good) >= 4
    assert all(any(_MARK.search(text) for _, text in example.files) for example in rule.bad)
    assert not any(_MARK.search(text) for example in rule.good for _, text in example.files)


@pytest.mark.parametrize("rule", installed().values(), ids=lambda rule: rule.code)
def test_the_rules_page_has_every_section(rule: Rule) -> None:
    sections = re.findall(r"^## (.+)$", rule.doc, re.MULTILINE)
    assert sections == [
        "What it does",
        "Why it matters on App Runner",
        "How to fix",
        "When not to use it",
        "Known limits",
    ]
