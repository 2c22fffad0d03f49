"""Request-time state on small whole projects: every line that must be reported says so, all else stays silent."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from runready_linter import knowledge
from runready_linter.lint import lint
from runready_rules.static import global_rebind, module_state

_PROJECTS = Path(__file__).parent.parent / "projects" / "state"
_MARK = re.compile(r"# <- (AR\d{3})( info)?[ \t]*$")
_FOLDERS = [p for p in sorted(_PROJECTS.iterdir()) if p.is_dir() and p.name != "idioms"]
_CASES = sorted([*_PROJECTS.glob("*.py"), *(_PROJECTS / "idioms").glob("*.py"), *_FOLDERS])


@pytest.mark.parametrize("case", _CASES, ids=lambda p: p.relative_to(_PROJECTS).as_posix())
def test_state_is_reported_at_its_marks_and_nowhere_else(case: Path, tmp_path: Path) -> None:
    # Away from `tests/`: a file below it is taken for a test.
    if case.is_dir():
        shutil.copytree(case, tmp_path, dirs_exist_ok=True)
    else:
        shutil.copy(case, tmp_path / "app.py")
    expected = sorted(
        (path.relative_to(tmp_path).as_posix(), number, mark[1], "info" if mark[2] else "error")
        for path in tmp_path.rglob("*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (mark := _MARK.search(line)) is not None
    )
    report = lint([tmp_path], [module_state.RULE, global_rebind.RULE], knowledge.installed())
    assert not report.troubles
    found = sorted((f.span.path, f.span.line, f.code, f.severity.value) for f in report.findings)
    assert found == expected
