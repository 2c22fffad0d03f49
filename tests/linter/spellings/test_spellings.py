"""The ways in which people write the same thing, and what only looks like it: small projects, a paragraph each.

In the files beside this one, `## name` begins a project and `-- path` a file of it (without one, all is `app.py`); `# <- AR101`
stands behind each line that must be reported, and is taken off before the linter runs. Everything else is silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from runready_linter import knowledge, rule
from runready_linter.lint import lint

_MARK = re.compile(r"[ \t]*# <- (AR\d{3}(?: AR\d{3})*)[ \t]*$", re.MULTILINE)
_CODES = (
    "AR101", "AR102", "AR103", "AR104", "AR105", "AR106", "AR107", "AR108", "AR109", "AR206", "AR401", "AR402", "AR501",
    "AR502", "AR504",
)  # fmt: skip

#: Spellings that are not seen today, with the reason. One that comes right must leave the table.
KNOWN: dict[str, str] = {
    "namedtuple": "a class that a call makes is not followed",
    "partial": "what functools.partial binds is not followed to its calls",
    "twisted serverFromString": "Twisted's endpoint descriptions are not read",
    "daphne endpoint tls": "Twisted's endpoint descriptions are not read",
    "streamlit bootstrap": "a command line that is put into sys.argv is not read",
    "uvicorn main click": "a click command that is called with its arguments is not read",
    "107 aiohttp two sites": "one call that listens twice has one place, and PORT reaches it",
    "108 flask from_prefixed_env": "Flask's prefixed variables are not read",
}


def _projects() -> Iterator[object]:
    for source in sorted(Path(__file__).parent.glob("*.txt")):
        for text in re.split(r"^## ", source.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            name, _, body = text.partition("\n")
            marks = pytest.mark.xfail(reason=KNOWN[name], strict=True) if name in KNOWN else ()
            yield pytest.param(body, id=f"{source.stem}: {name}", marks=marks)


@pytest.mark.parametrize("body", list(_projects()))
def test_spelling(body: str, tmp_path: Path) -> None:
    parts = re.split(r"^-- ", body, flags=re.MULTILINE)
    files = [part.partition("\n")[::2] for part in parts[1:]] or [("app.py", body)]
    expected = []
    for path, text in files:
        expected += [
            (path, number, code)
            for number, line in enumerate(text.splitlines(), 1)
            if (mark := _MARK.search(line)) is not None
            for code in mark[1].split()
        ]
        target = tmp_path / "project" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_MARK.sub("", text), encoding="utf-8")
    installed = rule.installed()
    report = lint([tmp_path / "project"], [installed[code] for code in _CODES], knowledge.installed())
    assert sorted((f.span.path, f.span.line, f.code) for f in report.findings) == sorted(expected)
