"""Reserved variables (AR401), on small whole projects: every line that must be reported says so, all else is silent."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from runready_linter import knowledge
from runready_linter.lint import lint
from runready_rules.static import reserved_variable

_PROJECTS = Path(__file__).parent.parent / "projects" / "environment"
_MARK = re.compile(r"[ \t]*# <- (AR\d{3})[ \t]*$", re.MULTILINE)


@pytest.mark.parametrize("case", sorted(p for p in _PROJECTS.iterdir() if p.is_dir()), ids=lambda p: p.name)
def test_reserved_variables_are_reported_at_their_marks_and_nowhere_else(case: Path, tmp_path: Path) -> None:
    # Away from `tests/`: a file below it is taken for a test.
    shutil.copytree(case, tmp_path, dirs_exist_ok=True)
    expected = []
    for path in sorted(p for p in tmp_path.rglob("*") if p.is_file()):
        text = path.read_text(encoding="utf-8")
        expected += [
            (path.relative_to(tmp_path).as_posix(), number, mark[1])
            for number, line in enumerate(text.splitlines(), 1)
            if (mark := _MARK.search(line)) is not None
        ]
        # The mark is no part of the file: in a Dockerfile it would be one of an instruction's words.
        path.write_text(_MARK.sub("", text), encoding="utf-8")
    report = lint([tmp_path], [reserved_variable.RULE], knowledge.installed())
    assert not report.troubles
    assert sorted((f.span.path, f.span.line, f.code) for f in report.findings) == sorted(expected)
