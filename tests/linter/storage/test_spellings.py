"""The same defect in the words of many libraries, and what is almost one: every line that must be reported says so."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from runready_linter import knowledge
from runready_linter.lint import lint
from runready_rules.static import (
    assumed_file,
    file_logging,
    hardcoded_credentials,
    instance_role_needed,
    local_credentials,
    local_database,
    local_persistence,
    unreleased_temp_file,
)

_PROJECTS = Path(__file__).parent.parent / "projects" / "spellings"
_MARK = re.compile(r"[ \t]*# <- (AR\d{3}(?: AR\d{3})*)[ \t]*$", re.MULTILINE)
_RULES = {
    "files": (local_persistence, assumed_file, unreleased_temp_file),
    "temp": (local_persistence, assumed_file, unreleased_temp_file),
    "frameworks": (local_persistence, assumed_file, unreleased_temp_file),
    "django": (local_persistence, assumed_file, unreleased_temp_file, local_database, file_logging),
    "databases": (local_database,),
    "flask": (local_database,),
    "logs": (file_logging,),
    "keys": (hardcoded_credentials,),
    "profiles": (local_credentials,),
    "aws": (instance_role_needed,),
}
# Joined here, and put into the projects as they are copied, so that no scanner takes them for real keys.
_ID = "AKIA" + "Q3EGRZMW5TNVXK2P"
_SECRET = "hT9vQ2mLx7RkW4pZ" + "s8NdY1cJf6UbG3aEoK5iHtBq"


@pytest.mark.parametrize("case", sorted(p for p in _PROJECTS.iterdir() if p.is_dir()), ids=lambda p: p.name)
def test_each_spelling_is_reported_at_its_mark_and_nothing_else(case: Path, tmp_path: Path) -> None:
    # Away from `tests/`: a file below it is taken for a test.
    shutil.copytree(case, tmp_path, dirs_exist_ok=True)
    expected: list[tuple[str, int, str]] = []
    for path in sorted(p for p in tmp_path.rglob("*") if p.is_file()):
        text = path.read_text(encoding="utf-8").replace("@ID@", _ID).replace("@SECRET@", _SECRET)
        for number, line in enumerate(text.splitlines(), 1):
            if (mark := _MARK.search(line)) is not None:
                expected += [(path.relative_to(tmp_path).as_posix(), number, code) for code in mark[1].split()]
        path.write_text(_MARK.sub("", text), encoding="utf-8")
    rules = [module.RULE for module in _RULES[case.name.partition("_")[0]]]
    report = lint([tmp_path], rules, knowledge.installed())
    assert not report.troubles
    assert sorted((f.span.path, f.span.line, f.code) for f in report.findings) == sorted(expected)
