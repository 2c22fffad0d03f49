"""Lints small whole projects that a test writes down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from runready_linter import knowledge
from runready_linter.lint import LintReport, lint
from runready_linter.rule import installed

Linted = Callable[[Mapping[str, str | bytes]], LintReport]


@pytest.fixture
def linted(tmp_path: Path) -> Linted:
    def run(files: Mapping[str, str | bytes]) -> LintReport:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return lint([tmp_path], list(installed().values()), knowledge.installed())

    return run
