"""Where Python code listens, on small whole projects: every line that must be reported says so, all else is silent."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from runready_linter import knowledge
from runready_linter.lint import lint
from runready_rules.static import hardcoded_port, loopback_bind

_PROJECTS = Path(__file__).parent.parent / "projects" / "ports"
_MARK = re.compile(r"# <- (AR\d{3}(?: AR\d{3})*)[ \t]*$")


@pytest.mark.parametrize("case", sorted(p for p in _PROJECTS.iterdir() if p.is_dir()), ids=lambda p: p.name)
def test_listeners_are_reported_at_their_marks_and_nowhere_else(case: Path, tmp_path: Path) -> None:
    # Away from `tests/`: a file below it is taken for a test.
    shutil.copytree(case, tmp_path, dirs_exist_ok=True)
    expected = sorted(
        (path.relative_to(tmp_path).as_posix(), number, code)
        for path in tmp_path.rglob("*")
        if path.is_file()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (mark := _MARK.search(line)) is not None
        for code in mark[1].split()
    )
    report = lint([tmp_path], [hardcoded_port.RULE, loopback_bind.RULE], knowledge.installed())
    assert not report.troubles
    assert sorted((f.span.path, f.span.line, f.code) for f in report.findings) == expected
