"""Web requests (AR103 to AR109), on small whole projects: every line that must be reported says so, all else is silent."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from runready_linter import knowledge
from runready_linter.lint import lint
from runready_rules.static import (
    development_server,
    extra_listener,
    https_redirect_loop,
    in_app_tls,
    other_port_variable,
    websocket_endpoint,
    wrong_default_port,
)

_PROJECTS = Path(__file__).parent.parent / "projects" / "web"
_MARK = re.compile(r"[ \t]*# <- (AR\d{3}(?: AR\d{3})*)[ \t]*$", re.MULTILINE)
_RULES = [
    module.RULE
    for module in (
        wrong_default_port,
        in_app_tls,
        https_redirect_loop,
        websocket_endpoint,
        extra_listener,
        other_port_variable,
        development_server,
    )
]


@pytest.mark.parametrize("case", sorted(p for p in _PROJECTS.iterdir() if p.is_dir()), ids=lambda p: p.name)
def test_web_requests_are_reported_at_their_marks_and_nowhere_else(case: Path, tmp_path: Path) -> None:
    # Away from `tests/`: a file below it is taken for a test.
    shutil.copytree(case, tmp_path, dirs_exist_ok=True)
    expected = []
    for path in sorted(p for p in tmp_path.rglob("*") if p.is_file()):
        text = path.read_text(encoding="utf-8")
        expected += [
            (path.relative_to(tmp_path).as_posix(), number, code)
            for number, line in enumerate(text.splitlines(), 1)
            if (mark := _MARK.search(line)) is not None
            for code in mark[1].split()
        ]
        # The mark is no part of the file: behind a CMD it would be one of its words.
        path.write_text(_MARK.sub("", text), encoding="utf-8")
    report = lint([tmp_path], _RULES, knowledge.installed())
    assert not report.troubles
    assert sorted((f.span.path, f.span.line, f.code) for f in report.findings) == sorted(expected)
