"""Whole projects that are cut and mixed: every rule ends, and what is reported lies within the file that it names."""

from __future__ import annotations

import os
import random
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runready_linter import knowledge
from runready_linter.lint import lint
from runready_linter.rule import Rule, installed

_CORPUS = Path(__file__).parents[1] / "corpus"
_PROJECTS = sorted(p for p in _CORPUS.iterdir() if p.is_dir())
_RULES = tuple(installed().values())
_KNOWLEDGE = knowledge.installed()
#: How many mixed projects are tried; a nightly run sets more.
_EXAMPLES = int(os.environ.get("RUNREADY_FUZZ", "100"))
_NAME = re.compile(r"\b[A-Za-z_]\w*\b")


def _mixed(text: str, other: str, chance: random.Random) -> str:
    """A text with lines moved, doubled, left out, indented, or taken from another, and names put in others' places."""
    lines = text.splitlines(keepends=True)
    others = other.splitlines(keepends=True)
    for _ in range(chance.randint(1, 6)):
        if not lines:
            break
        at = chance.randrange(len(lines))
        match chance.randrange(6):
            case 0:
                del lines[at : at + chance.randint(1, 4)]
            case 1:
                lines[at:at] = lines[at : at + chance.randint(1, 6)]
            case 2:
                lines[at] = chance.choice(["    ", "\t", "async ", "await ", "return ", "yield ", "*"]) + lines[at]
            case 3:
                lines[at] = lines[at].lstrip()
            case 4:
                begin = chance.randrange(max(len(others), 1))
                lines[at:at] = others[begin : begin + chance.randint(1, 8)]
            case _:
                names = _NAME.findall("".join(lines))
                if names:
                    # Python's own words among them: `class`, `None`, `global` land where names stood.
                    old, new = chance.choice(names), chance.choice(names)
                    lines = re.sub(rf"\b{old}\b", new, "".join(lines)).splitlines(keepends=True)
    return "".join(lines)


@settings(max_examples=_EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32), st.sampled_from(_PROJECTS), st.sampled_from(_PROJECTS))
def test_mixed_projects_are_judged_by_every_rule(seed: int, project: Path, other: Path) -> None:
    chance = random.Random(seed)
    donors = [p.read_text(encoding="utf-8") for p in sorted(other.rglob("*")) if p.is_file()]
    with tempfile.TemporaryDirectory() as folder:
        for source in sorted(p for p in project.rglob("*") if p.is_file()):
            target = Path(folder, source.relative_to(project))
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(
                _mixed(source.read_text(encoding="utf-8"), chance.choice(donors), chance), encoding="utf-8"
            )
        report = lint([Path(folder)], _RULES, _KNOWLEDGE)
        for finding in report.findings:
            length = len(Path(folder, finding.span.path).read_text(encoding="utf-8").splitlines())
            assert 1 <= finding.span.line <= max(length, 1), finding
            assert finding.span.column >= 1
            assert finding.message
            for evidence in finding.evidence:
                assert Path(folder, evidence.path).is_file()


@pytest.mark.parametrize("rule", _RULES, ids=lambda r: r.code)
def test_each_rule_stands_alone(rule: Rule) -> None:
    """A rule finds the same alone as with the others, in whichever order they ask for shared facts."""
    alone, together = [], []
    for project in _PROJECTS[::12]:
        alone += [f.fingerprint for f in lint([project], [rule], _KNOWLEDGE).findings]
        together += [f.fingerprint for f in lint([project], _RULES[::-1], _KNOWLEDGE).findings if f.code == rule.code]
    assert alone == together
