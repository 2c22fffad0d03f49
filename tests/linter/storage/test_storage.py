"""Files, logs and services on the instance, on small whole projects: every line that must be reported says so, all else
is silent."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from runready_linter import knowledge
from runready_linter.lint import lint
from runready_rules.static import assumed_file, file_logging, local_persistence, localhost_service

_PROJECTS = Path(__file__).parent.parent / "projects"
_MARK = re.compile(r"[ \t]*# <- (AR\d{3}(?: AR\d{3})*)[ \t]*$", re.MULTILINE)
_RULES = [local_persistence.RULE, file_logging.RULE, assumed_file.RULE, localhost_service.RULE]


@pytest.mark.parametrize(
    "case",
    sorted(p for area in ("storage", "services") for p in (_PROJECTS / area).iterdir() if p.is_dir()),
    ids=lambda p: p.name,
)
def test_what_is_kept_or_sought_on_the_instance_is_reported_at_its_mark(case: Path, tmp_path: Path) -> None:
    expected: list[tuple[str, int, str]] = []
    shutil.copytree(case, tmp_path, dirs_exist_ok=True)
    for path in sorted(p for p in tmp_path.rglob("*") if p.is_file()):
        text = path.read_text(encoding="utf-8")
        for number, line in enumerate(text.splitlines(), 1):
            if (mark := _MARK.search(line)) is not None:
                expected += [(path.relative_to(tmp_path).as_posix(), number, code) for code in mark[1].split()]
        # Behind a command a mark would be a part of it.
        path.write_text(_MARK.sub("", text), encoding="utf-8")
    report = lint([tmp_path], _RULES, knowledge.installed())
    assert not report.troubles
    assert sorted((f.span.path, f.span.line, f.code) for f in report.findings) == sorted(expected)
