"""Whole projects whose statements and expressions are mixed: every rule ends, and what is reported lies within the file that it names."""

from __future__ import annotations

import ast
import os
import random
import re
import tempfile
import textwrap
import warnings
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


def _statements(text: str) -> list[ast.stmt]:
    return [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.stmt)]


def _moved(text: str, other: str, chance: random.Random) -> str:
    """A statement of either text set before one of the first, in its block."""
    source = chance.choice([text, other])
    taken, place = chance.choice(_statements(source)), chance.choice(_statements(text))
    lines = text.split("\n")
    piece = textwrap.dedent("\n".join(source.split("\n")[taken.lineno - 1 : taken.end_lineno]))
    lines[place.lineno - 1 : place.lineno - 1] = textwrap.indent(piece, " " * place.col_offset).split("\n")
    return "\n".join(lines)


def _removed(text: str, other: str, chance: random.Random) -> str:
    gone = chance.choice(_statements(text))
    lines = text.split("\n")
    lines[gone.lineno - 1 : gone.end_lineno] = [" " * gone.col_offset + "pass"]
    return "\n".join(lines)


def _replaced(text: str, other: str, chance: random.Random) -> str:
    """An expression of either text put where one of the first stood."""
    source = chance.choice([text, other])
    new = chance.choice([n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.expr)])
    old = chance.choice([n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.expr)])
    segment = ast.get_source_segment(source, new)
    lines = text.encode().split(b"\n")
    assert old.end_lineno is not None
    after = lines[old.end_lineno - 1][old.end_col_offset :]
    before = lines[old.lineno - 1][: old.col_offset]
    lines[old.lineno - 1 : old.end_lineno] = [before + f"({segment})".encode() + after]
    return b"\n".join(lines).decode()


def _renamed(text: str, other: str, chance: random.Random) -> str:
    """All that has one name given another: functions, modules, parameters and attributes meet."""
    names = _NAME.findall(text)
    return re.sub(rf"\b{chance.choice(names)}\b", chance.choice(names), text)


def _mixed_source(text: str, other: str, chance: random.Random) -> str:
    """Python with one to eight such changes, each kept where the outcome is Python still."""
    for _ in range(chance.randint(1, 8)):
        try:
            changed = chance.choice([_moved, _removed, _replaced, _renamed])(text, other, chance)
            ast.parse(changed)
        except (SyntaxError, ValueError, IndexError):
            continue
        text = changed
    return text


def _mixed_lines(text: str, other: str, chance: random.Random) -> str:
    """Lines left out, doubled, joined, or taken from another text."""
    lines, others = text.splitlines(keepends=True), other.splitlines(keepends=True)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(lines) + 1)
        match chance.randrange(4):
            case 0:
                del lines[at : at + chance.randint(1, 3)]
            case 1:
                lines[at:at] = lines[at : at + chance.randint(1, 6)]
            case 2:
                lines[at : at + 2] = ["".join(lines[at : at + 2]).replace("\n", " ", 1)]
            case _:
                begin = chance.randrange(len(others) + 1)
                lines[at:at] = others[begin : begin + chance.randint(1, 8)]
    return "".join(lines)


def _mixed(path: Path, donors: list[Path], chance: random.Random) -> str:
    text = path.read_text(encoding="utf-8")
    same = [p for p in donors if p.suffix == path.suffix] or [path]
    other = chance.choice(same).read_text(encoding="utf-8")
    # One file in ten is broken on purpose.
    if path.suffix == ".py" and chance.random() < 0.9:
        return _mixed_source(text, other, chance)
    return _mixed_lines(text, other, chance)


@settings(max_examples=_EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32), st.sampled_from(_PROJECTS), st.sampled_from(_PROJECTS))
def test_mixed_projects_are_judged_by_every_rule(seed: int, project: Path, other: Path) -> None:
    chance = random.Random(seed)
    donors = sorted(p for p in other.rglob("*") if p.is_file())
    with warnings.catch_warnings(), tempfile.TemporaryDirectory() as folder:
        # Mixed source compares by `is` and calls literals; the compiler's remarks on it are of no use.
        warnings.simplefilter("ignore", SyntaxWarning)
        for source in sorted(p for p in project.rglob("*") if p.is_file()):
            target = Path(folder, source.relative_to(project))
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(_mixed(source, donors, chance), encoding="utf-8")
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
