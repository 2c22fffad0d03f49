"""The instance role (AR501, AR502, AR504), on small whole projects: what must be reported says so, all else is silent."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from runready_linter import knowledge
from runready_linter.lint import lint
from runready_rules.static import hardcoded_credentials, instance_role_needed, local_credentials

_PROJECTS = Path(__file__).parent.parent / "projects" / "aws"
_MARK = re.compile(r"[ \t]*# <- (AR\d{3}(?: AR\d{3})*)[ \t]*$", re.MULTILINE)
_RULES = [module.RULE for module in (hardcoded_credentials, local_credentials, instance_role_needed)]

# Joined here, and put into the projects as they are copied, so that no scanner takes them for real keys.
_ID = "AKIA" + "Q3EGRZMW5TNVXK2P"
_SECRET = "hT9vQ2mLx7RkW4pZ" + "s8NdY1cJf6UbG3aEoK5iHtBq"


@pytest.mark.parametrize("case", sorted(p for p in _PROJECTS.iterdir() if p.is_dir()), ids=lambda p: p.name)
def test_the_instance_role_is_reported_at_its_marks_and_no_secret_is_told(case: Path, tmp_path: Path) -> None:
    # Away from `tests/`: a file below it is taken for a test.
    shutil.copytree(case, tmp_path, dirs_exist_ok=True)
    expected = []
    for path in sorted(p for p in tmp_path.rglob("*") if p.is_file()):
        text = path.read_text(encoding="utf-8").replace("@ID@", _ID).replace("@SECRET@", _SECRET)
        expected += [
            (path.relative_to(tmp_path).as_posix(), number, code)
            for number, line in enumerate(text.splitlines(), 1)
            if (mark := _MARK.search(line)) is not None
            for code in mark[1].split()
        ]
        # The mark is no part of the file: in a Dockerfile it would be one of an instruction's words.
        path.write_text(_MARK.sub("", text), encoding="utf-8")
    report = lint([tmp_path], _RULES, knowledge.installed())
    assert not report.troubles
    assert sorted((f.span.path, f.span.line, f.code) for f in report.findings) == sorted(expected)
    for finding in report.findings:
        assert _ID not in repr(finding)
        assert _SECRET not in repr(finding)
