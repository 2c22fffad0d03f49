"""AR301 on small whole files, the expectation on the line; `leaving` and `removing` hold one idiom each and its twins."""

from pathlib import Path

import pytest

from runready_linter.discovery import role
from runready_linter.findings import Confidence
from runready_linter.link.project import Project
from runready_linter.python import read
from runready_rules.static.unreleased_temp_file import RULE, check
from runready_rules.tables import KNOWLEDGE

_PROJECTS = Path(__file__).parent.parent / "projects" / "tempfiles"
_MARK = "# <- AR301"


def _project(files: dict[str, str]) -> Project:
    facts = {path: read(path, text.encode()) for path, text in files.items()}
    return Project(Path(), facts, KNOWLEDGE, roles={path: role(path) for path in files})


def _lines(text: str) -> list[int]:
    return [n for n, line in enumerate(text.split("\n"), 1) if line.rstrip().endswith(_MARK)]


@pytest.mark.parametrize("path", sorted(_PROJECTS.glob("*/*.py")), ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_reports_exactly_the_marked_lines(path: Path) -> None:
    text = path.read_text()
    assert [f.span.line for f in check(_project({"app.py": text}))] == _lines(text)


def test_every_leaving_idiom_is_marked_and_no_removing_one() -> None:
    assert all(_lines(p.read_text()) for p in (_PROJECTS / "leaving").glob("*.py"))
    assert not any(_lines(p.read_text()) for p in (_PROJECTS / "removing").glob("*.py"))


_HELPER = "import os, tempfile\ndef scratch():\n    fd, path = tempfile.mkstemp()\n    os.close(fd)\n    return path\n"
_CALLER = "from helper import scratch\ndef {name}(data):\n    path = scratch()\n    return convert(path, data)\n"


def test_a_helper_is_reported_once_with_each_forgetful_caller_in_another_file() -> None:
    files = {"helper.py": _HELPER, "a.py": _CALLER.format(name="first"), "b.py": _CALLER.format(name="second")}
    (finding,) = check(_project(files))
    assert (finding.span.path, finding.span.line) == ("helper.py", 3)
    assert {e.path for e in finding.evidence} == {"a.py", "b.py"}
    assert "scratch" in finding.message


def test_a_caller_that_removes_it_is_no_evidence() -> None:
    careful = "import os\nfrom helper import scratch\ndef f():\n    p = scratch()\n    try:\n        return convert(p)\n    finally:\n        os.unlink(p)\n"
    assert not list(check(_project({"helper.py": _HELPER, "a.py": careful})))
    (finding,) = check(_project({"helper.py": _HELPER, "a.py": careful, "b.py": _CALLER.format(name="forgets")}))
    assert {e.path for e in finding.evidence} == {"b.py"}


@pytest.mark.parametrize("path", ["tests/test_app.py", "scripts/load.py", "app/management/commands/run.py"])
def test_files_that_do_not_serve_are_left_alone(path: str) -> None:
    assert not list(check(_project({path: (_PROJECTS / "leaving" / "mkstemp_alone.py").read_text()})))


def test_the_message_names_the_way_out_and_only_an_exception_lowers_the_confidence() -> None:
    (finding,) = check(_project({"app.py": (_PROJECTS / "leaving" / "exception_between.py").read_text()}))
    assert "when convert raises (line 5)" in finding.message
    assert finding.confidence is Confidence.MEDIUM
    (finding,) = check(_project({"app.py": (_PROJECTS / "leaving" / "early_return.py").read_text()}))
    assert "by the return at line 6" in finding.message
    assert finding.confidence is Confidence.HIGH
    assert finding.code == RULE.code
