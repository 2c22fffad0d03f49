"""What all requests share, each process keeps or starts: every marked line is reported, all else stays silent."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from runready_linter import knowledge
from runready_linter.lint import lint
from runready_rules.static import background_work, in_process_backend, per_process_secret, shared_attribute_state

_PROJECTS = Path(__file__).parent.parent / "projects" / "shared"
_MARK = re.compile(r"# <- (AR\d{3})( info)?[ \t]*$")
_RULES = [r.RULE for r in (shared_attribute_state, in_process_backend, per_process_secret, background_work)]
_FOLDERS = [p for p in sorted(_PROJECTS.iterdir()) if p.is_dir() and p.name != "idioms"]
_CASES = sorted([*_PROJECTS.glob("*.py"), *(_PROJECTS / "idioms").glob("*.py"), *_FOLDERS])


@pytest.mark.parametrize("case", _CASES, ids=lambda p: p.relative_to(_PROJECTS).as_posix())
def test_what_is_marked_is_reported_and_nothing_else(case: Path, tmp_path: Path) -> None:
    # Away from `tests/`: a file below it is taken for a test.
    if case.is_dir():
        shutil.copytree(case, tmp_path, dirs_exist_ok=True)
    else:
        shutil.copy(case, tmp_path / "app.py")
    expected = sorted(
        (path.relative_to(tmp_path).as_posix(), number, mark[1], bool(mark[2]))
        for path in tmp_path.rglob("*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (mark := _MARK.search(line)) is not None
    )
    report = lint([tmp_path], _RULES, knowledge.installed())
    assert not report.troubles
    found = sorted((f.span.path, f.span.line, f.code, f.severity.value == "info") for f in report.findings)
    assert found == expected
