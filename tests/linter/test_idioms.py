"""The 187 small pieces of code that the rules about sources must flag, or leave alone (index: projects/idioms/README.md)."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

from runready_linter import knowledge
from runready_linter.lint import lint
from runready_linter.rule import installed

_IDIOMS = Path(__file__).parent / "projects" / "idioms"
_EXPECTED = tomllib.loads((_IDIOMS / "expected.toml").read_text(encoding="utf-8"))
_CASES = sorted(p for p in _IDIOMS.iterdir() if p.suffix == ".py" or p.is_dir())
_RULES = [rule for code, rule in installed().items() if code < "AR7"]


@pytest.mark.parametrize("case", _CASES, ids=lambda p: p.name)
def test_each_idiom_gives_what_its_index_says(case: Path, tmp_path: Path) -> None:
    if case.is_dir():
        shutil.copytree(case, tmp_path, dirs_exist_ok=True)
    else:
        shutil.copy(case, tmp_path / ("gunicorn.conf.py" if "gunicorn" in case.name else "app.py"))
    report = lint([tmp_path], _RULES, knowledge.installed())
    assert not report.troubles
    found = [f"{f.code}:{f.span.line}{'i' if f.severity.value == 'info' else ''}" for f in report.findings]
    assert sorted(found) == _EXPECTED.get(case.name.removesuffix(".py"), [])


def test_every_idiom_that_must_be_flagged_is() -> None:
    """But Q15, which no file beside it excuses; Q27 listens as it should, and is told of the PORT in its image."""
    ids = {p.name.removesuffix(".py").partition("_")[0] for p in _CASES}
    assert len(ids) == 187
    flagged = {name.partition("_")[0] for name, codes in _EXPECTED.items() if any(not c.endswith("i") for c in codes)}
    assert flagged ^ {i for i in ids if i[0] in "TSP"} == {"Q15", "Q27"}
