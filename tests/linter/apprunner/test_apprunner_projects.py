"""Service configurations on small whole projects: every line that must be reported says so, all else is silent."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runready_linter import knowledge
from runready_linter.apprunner import command as command_words
from runready_linter.apprunner import frontend
from runready_linter.link.launch import image_variables
from runready_linter.link.project import Project
from runready_linter.link.service import port_variables, supplied_variables
from runready_linter.lint import LintReport, lint
from runready_linter.policy import Policy
from runready_linter.rule import installed

_PROJECTS = Path(__file__).parent.parent / "projects" / "apprunner"
_MARK = re.compile(r"[ \t]*# <- (AR\d{3}(?: AR\d{3})*)[ \t]*$", re.MULTILINE)
_RULES = [installed()[c] for c in ("AR101", "AR102", "AR303", "AR601", "AR701", "AR702", "AR703", "AR706")]


def _lint(folder: Path) -> LintReport:
    return lint([folder], _RULES, knowledge.installed(), policy=Policy(known_codes=frozenset(installed())))


@pytest.mark.parametrize("case", sorted(p for p in _PROJECTS.iterdir() if p.is_dir()), ids=lambda p: p.name)
def test_findings_are_at_their_marks_and_nowhere_else(case: Path, tmp_path: Path) -> None:
    # Away from `tests/`: a file below it is taken for a test.
    shutil.copytree(case, tmp_path, dirs_exist_ok=True)
    expected = []
    for path in (p for p in tmp_path.rglob("*") if p.is_file()):
        text = path.read_text(encoding="utf-8")
        expected += [
            (path.relative_to(tmp_path).as_posix(), number, code)
            for number, line in enumerate(text.splitlines(), 1)
            if (mark := _MARK.search(line)) is not None
            for code in mark[1].split()
        ]
        # Behind a CMD, the mark would make a shell form of the JSON form.
        path.write_text(_MARK.sub("", text), encoding="utf-8")
    report = _lint(tmp_path)
    assert not report.troubles
    assert not report.remarks
    assert sorted((f.span.path, f.span.line, f.code) for f in report.findings) == sorted(expected)


_FILE = """version: 1.0
runtime: python311
build:
  commands:
    build: [make]
run:
  command: {command}
"""


def _found(tmp_path: Path, command: str, more: str = "", **files: str) -> list[tuple[str, int, str]]:
    (tmp_path / "apprunner.yaml").write_text(_FILE.format(command=command) + more)
    for name, text in files.items():
        (tmp_path / f"{name}.py").write_text(text)
    return [(f.code, f.span.line, f.severity.value) for f in _lint(tmp_path).findings]


def test_a_literal_8080_is_a_warning_until_the_configuration_states_it(tmp_path: Path) -> None:
    command = "gunicorn -b 0.0.0.0:8080 app:app"
    assert _found(tmp_path, command) == [("AR101", 7, "warning")]
    assert _found(tmp_path, command, "  network:\n    port: 8080\n") == [("AR101", 7, "info")]
    assert _found(tmp_path, command, "  network:\n    port: 8081\n") == [("AR702", 9, "error")]


def test_the_evidence_of_a_mismatch_is_what_listens(tmp_path: Path) -> None:
    text = "import uvicorn\n\nuvicorn.run('m:app', host='0.0.0.0', port=9000)\n"
    (tmp_path / "serve.py").write_text(text)
    (tmp_path / "apprunner.yaml").write_text(_FILE.format(command="python serve.py") + "  network: {port: 8000}\n")
    (finding,) = _lint(tmp_path).findings
    assert (finding.span.line, finding.span.column) == (8, 19)
    assert [(e.path, e.line) for e in finding.evidence] == [("serve.py", 3)]
    assert "8000" in finding.message
    assert "9000" in finding.message


def test_code_that_only_an_image_runs_is_not_judged_by_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text("FROM python:3.12\nCOPY . .\nCMD python app.py\n")
    text = "import flask\n\napp = flask.Flask('a')\nif __name__ == '__main__':\n    app.run('0.0.0.0', 5000)\n"
    assert _found(tmp_path, "gunicorn app:app", "  network: {port: 5000}\n", app=text) == [("AR101", 5, "error")]
    assert _found(tmp_path, "python app.py", "  network: {port: 5000}\n") == [("AR101", 5, "info")]


def test_rules_can_ask_what_the_configuration_gives() -> None:
    text = (
        _FILE.format(command="x")
        + "  network: {env: WEB_PORT}\n  env: [{name: A, value: b}]\n  secrets: [{name: C, value-from: d}]\n"
    )
    facts = frontend.read("apprunner.yaml", text.encode())
    project = Project(Path(), {"apprunner.yaml": facts}, knowledge.installed())
    assert port_variables(project) == {"PORT", "WEB_PORT"}
    assert supplied_variables(project) == {"PORT", "WEB_PORT", "A", "C"}
    assert image_variables(project) == {"A": {"b"}, "C": {None}}
    assert supplied_variables(Project(Path(), {}, knowledge.installed())) == {"PORT"}


def test_a_configuration_below_the_project_is_another_services(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text("FROM python:3.12\nCMD python app.py\n")
    (tmp_path / "worker").mkdir()
    (tmp_path / "worker" / "apprunner.yaml").write_text("run:\n  command: gunicorn -b :$PORT a:b\n")
    assert _lint(tmp_path).findings == ()
    assert {f.code for f in _lint(tmp_path / "worker").findings} == {"AR601", "AR701"}
    assert _lint(tmp_path / "worker" / "apprunner.yaml").findings


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", 1),
        (b"# nothing but a comment\n", 1),
        (b"version: 1.0\nruntime: caf\xe9\n", 2),
        (b"\xff\xfev\x00e\x00", 1),
        (b"version: 1.0\nrun:\n\tcommand: x\n", 3),
        (b"version: 1.0\nrun: [\n", 3),
        (b"version: 1.0\nversion: 1.0\n", 2),
        (b"version: 1.0\n---\nversion: 1.0\n", 2),
        (b"a: &a [*a]\n", 1),
        (b"version: \x00\n", 1),
        (b'version: "\\UFFFFFFFF"\n', 1),
        (b"? [a, b]\n: c\n", 1),
        (b"run:\n  secrets:\n    - name: A\n      value-from: arn:aws:ssm:x::\n", 4),
        (b"run: *nowhere\n", 1),
        (b"x: " + b"[" * 3000, 1),
        (b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(b"%c: &%c [%s]\n" % (98 + i, 98 + i, b",".join([b"*%c" % (97 + i)] * 9)) for i in range(8)), 1),
        (b"x: " + b"y" * 200_000, 1),
    ],
    ids=["empty", "comment", "latin-1", "utf-16", "tab", "open", "twice", "two documents", "recursive", "null", "escape", "key", "colon", "alias", "deep", "bomb", "huge"],
)  # fmt: skip
def test_what_is_no_configuration_is_told_with_its_place(content: bytes, line: int, tmp_path: Path) -> None:
    (tmp_path / "apprunner.yaml").write_bytes(content)
    (tmp_path / "app.py").write_text("import os\n")
    report = _lint(tmp_path)
    assert [(t.path, t.trouble.loc.line) for t in report.troubles] == [("apprunner.yaml", line)]
    assert [(f.code, f.span.line) for f in report.findings] == [("AR701", line)]


_PIECES = st.sampled_from(
    ["version: 1.0\n", "runtime: ", "python311\n", "run:\n", "build:\n", "  commands:\n", "  command: ", "    build: ", "- ", "  env:\n", "    - name: A\n", "      value: ", "  network:\n", "    port: ", "8080\n", "0x1F\n", "[", "]", "{", "}", "&a ", "*a ", "<<: ", "? ", ": ", "!!int ", "!x ", "\t", "|\n", ">-\n", "'", '"', "---\n", "...\n", "%YAML 1.1\n", "#", "$PORT ", "sh -c ", "&& ", "; ", "| ", "\\", "\x85", "\ue000", "\ud7ff", "~\n", "1e999\n", "- - - "]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(_PIECES, max_size=30).map("".join), st.booleans())
def test_whatever_stands_in_a_configuration_is_read_and_linked(text: str, whole: bool) -> None:
    content = (_FILE.format(command=text) if whole else text).encode()
    facts = frontend.read("apprunner.yaml", content)
    assert (facts.service is None) == bool(facts.troubles)
    project = Project(Path(), {"apprunner.yaml": facts}, knowledge.installed())
    for found in (f for rule in _RULES for f in rule.check(project)):
        assert 1 <= found.span.line <= content.count(b"\n") + content.count(b"\xc2\x85") + 1
        assert found.message.isprintable()


@pytest.mark.parametrize(
    ("command", "meant", "joints"),
    [
        ("gunicorn app:app", [["gunicorn", "app:app"]], ()),
        ("a&&b; c | d", [["a"], ["b"], ["c"], ["d"]], ("&&", ";", "|")),
        ("sh -c 'a; b' || exec c", [["sh", "-c", "a; b"], ["c"]], ("||",)),
        ("A=1 x --y=\"1 && 2\" ';' http://z/?a&b", [["x", "--y=1 && 2", ";", "http://z/?a&b"]], ()),
        ("it's open", [["it's", "open"]], ()),
        (
            "flask db upgrade\ngunicorn\n  --bind :1 \\\n  a:b\n",
            [["flask", "db", "upgrade"], ["gunicorn", "--bind", ":1", "a:b"]],
            (),
        ),
        ("sh -c '\n  a\n  b\n'\n", [["sh", "-c", "\n  a\n  b\n"]], ()),
        ("  ", [], ()),
    ],
)
def test_the_words_of_a_command_that_no_shell_reads(
    command: str, meant: list[list[str]], joints: tuple[str, ...]
) -> None:
    assert command_words.meant(command) == meant
    assert command_words.joints(command) == joints
