"""What users get wrong: one clear message with the place, the right exit code, no traceback, nothing left behind."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("spotless")

APP = "from http.server import HTTPServer\n"
IMAGE = "FROM python:3.11-slim\nCOPY . .\n"


def complaints(err: str) -> list[str]:
    """The messages on stderr that say what is wrong."""
    assert "Traceback" not in err
    return re.findall(r"^(?:error|warning|Error): .*$", err, re.MULTILINE)


@pytest.mark.parametrize("command", ["lint", "test", "audit"])
def test_no_such_path(runready, tmp_path: Path, command: str):
    ran = runready(command, "shpo", cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert complaints(ran.err) == ["error: shpo: no such file or folder"]


def test_an_empty_folder_has_nothing_to_run(runready, tmp_path: Path):
    (tmp_path / "shop").mkdir()
    ran = runready("audit", "shop", cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert complaints(ran.err) == ["error: shop: the folder is empty: there is nothing to run"]


def test_an_empty_folder_has_nothing_to_lint(runready, tmp_path: Path):
    (tmp_path / "shop").mkdir()
    ran = runready("lint", "shop", cwd=tmp_path)
    assert ran.code == 4
    assert complaints(ran.err) == ["warning: shop: no Python file and no Dockerfile here"]


def test_a_file_given_to_an_audit(runready, make):
    folder = make({"app.py": APP, "Dockerfile": IMAGE})
    ran = runready("audit", "shop/app.py", cwd=folder.parent)
    assert (ran.code, ran.out) == (2, "")
    assert complaints(ran.err) == ["error: shop/app.py: is a file; an audit takes the project's folder"]
    assert "help: try `shop`" in ran.err


@pytest.mark.parametrize(
    ("content", "where", "what"),
    [
        (b"name = 'caf\xe9'\n", "app.py:1", "UTF-8"),
        (b"x = 1\ndef f(:\n    pass\n", "app.py:2:7", "syntax"),
        (b"x = 1\ny = '\0'\n", "app.py:2", "null"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_the_others_count(runready, make, content: bytes, where: str, what: str):
    folder = make({"app.py": content, "other.py": "import sqlite3\nfrom flask import Flask\n", "Dockerfile": IMAGE})
    ran = runready("lint", cwd=folder)
    assert ran.code == 0, ran.err
    (message,) = complaints(ran.err)
    assert message.startswith(f"warning: {where}"), message
    assert what.lower() in message.lower()


def test_nothing_that_can_be_read_proves_nothing(runready, make):
    folder = make({"app.py": b"from flask import Flask\ndef f(:\n"})
    ran = runready("lint", cwd=folder)
    assert ran.code == 4
    assert len(complaints(ran.err)) == 1


def test_projects_far_apart_are_not_linted_with_all_that_lies_between(runready, tmp_path: Path):
    for name in ("here/shop", "there/shop"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "Dockerfile").write_text(IMAGE)
    apart = runready("lint", "shop", "../there/shop", cwd=tmp_path / "here")
    assert (apart.code, apart.out) == (2, "")
    assert len(complaints(apart.err)) == 1
    assert "different projects" in apart.err
    assert runready("lint", "here/shop", "there/shop", cwd=tmp_path).code == 0


def test_a_working_directory_that_is_gone(tmp_path: Path):
    gone = tmp_path / "gone"
    gone.mkdir()
    command = f"rmdir ../gone; exec {sys.executable} -m runready lint"
    ran = subprocess.run(["bash", "-c", command], cwd=gone, capture_output=True, text=True)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert complaints(ran.stderr) == ["error: the working directory does not exist any more"]


@pytest.mark.parametrize("command", ["lint", "audit"])
def test_an_unknown_code(runready, make, command: str):
    folder = make({"app.py": APP})
    ran = runready(command, "--select", "AR011", cwd=folder)
    assert (ran.code, ran.out) == (2, "")
    assert complaints(ran.err) == ["error: there is no code AR011"]
    assert "did you mean AR101?" in ran.err


@pytest.mark.parametrize(
    ("command", "code", "message"),
    [
        ("lint", "AC201", "error: --select: no static rule is left to check"),
        ("audit", "AC501", "error: --select: nothing is left to check"),
        ("test", "AR101", "error: No run-time check is chosen."),
    ],
)
def test_codes_that_leave_nothing_to_check(runready, make, command: str, code: str, message: str):
    folder = make({"app.py": APP})
    ran = runready(command, "--select", code, cwd=folder)
    assert (ran.code, ran.out) == (2, "")
    assert complaints(ran.err) == [message]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("linnt",), "Error: No such command 'linnt'. Did you mean 'lint'?"),
        (("lint", "--selct", "AR1"), "--select"),
        (("lint", "--format", "yaml"), "yaml"),
        (("rule", "AR01"), "error: there is no rule or check AR01"),
        (("test", "--require", "luck"), "error: --require knows `flows`, not `luck`"),
        (("test", "--flows", "none.yaml"), "error: none.yaml: no such file"),
    ],
)
def test_a_command_line_that_is_wrong(runready, make, args: tuple[str, ...], message: str):
    folder = make({"app.py": APP})
    ran = runready(*args, cwd=folder)
    assert (ran.code, ran.out) == (2, "")
    (complaint,) = complaints(ran.err)
    assert message in complaint


@pytest.mark.parametrize("command", ["lint", "audit"])
@pytest.mark.parametrize(
    ("output", "why"), [("missing/report.txt", "there is no folder missing"), (".", "it is a folder")]
)
def test_an_output_that_cannot_be_written_is_told_before_anything_runs(
    runready, make, command: str, output: str, why: str
):
    folder = make({"app.py": APP})
    ran = runready(command, "--output", output, cwd=folder)
    assert (ran.code, ran.out) == (2, "")
    assert complaints(ran.err) == [f"error: {output}: the report cannot be written: {why}"]


def test_a_report_replaces_a_file_and_keeps_its_mode(runready, make):
    folder = make({"app.py": APP, "report.json": "old"})
    (folder / "report.json").chmod(0o640)
    assert runready("lint", "--format", "json", "--output", "report.json", cwd=folder).code == 0
    assert (folder / "report.json").read_text().startswith("{")
    assert (folder / "report.json").stat().st_mode & 0o777 == 0o640
    assert sorted(each.name for each in folder.iterdir()) == ["app.py", "report.json"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has /dev/full")
def test_a_full_disk(runready, make):
    folder = make({"app.py": APP})
    ran = runready("lint", "--output", "/dev/full", cwd=folder)
    assert ran.code == 2
    assert complaints(ran.err) == ["error: /dev/full: the report cannot be written: No space left on device"]
    assert Path("/dev/full").is_char_device()


WRONG_KEY = """service:
  port: 8080
flows:
  - name: a note
    steps:
      - GET /notes:
          expects: {status: 200}
"""


@pytest.mark.parametrize("command", ["test", "audit"])
def test_a_flow_file_with_a_wrong_key(runready, make, command: str):
    folder = make({"app.py": APP, "Dockerfile": IMAGE, "runready.yaml": WRONG_KEY})
    ran = runready(command, "shop", cwd=folder.parent)
    assert (ran.code, ran.out) == (2, "")
    (complaint,) = complaints(ran.err)
    assert complaint.startswith("error: shop/runready.yaml:7:11: ")
    assert "expect" in ran.err.partition("mean")[2]


@pytest.fixture
def no_engine(tmp_path: Path) -> dict[str, str]:
    """An environment whose engine is a socket that nobody listens on."""
    return {"DOCKER_HOST": f"unix://{tmp_path}/none.sock"}


def test_no_engine(runready, make, no_engine: dict[str, str]):
    folder = make({"app.py": APP, "Dockerfile": IMAGE})
    ran = runready("test", "--runtime", "docker", cwd=folder, env=no_engine)
    assert (ran.code, ran.out) == (3, "")
    (complaint,) = complaints(ran.err)
    assert complaint.startswith("error: No container engine answers at unix://")
    assert "help: Start Docker or Podman" in ran.err


def test_an_audit_without_an_engine_still_tells_what_the_linter_found(runready, make, no_engine: dict[str, str]):
    folder = make({"app.py": APP, "Dockerfile": IMAGE})
    ran = runready("audit", "--runtime", "docker", "--format", "json", cwd=folder, env=no_engine)
    assert ran.code == ran.json["exit_code"] == 3
    assert ran.json["checks"] == []
    assert ran.json["summary"]["files"] == 2
    assert len(complaints(ran.err)) == 1


SERVER = """
import os
from http.server import BaseHTTPRequestHandler, HTTPServer

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

HTTPServer(("", int(os.environ["PORT"])), Handler).serve_forever()
"""


def test_without_an_engine_auto_runs_processes_and_says_so(runready, make, no_engine: dict[str, str]):
    folder = make({"app.py": SERVER, "Dockerfile": f'{IMAGE}CMD ["{sys.executable}", "app.py"]\n'})
    ran = runready("test", "--select", "AC101,AC102", cwd=folder, env=no_engine)
    assert ran.code == 0, ran.err + ran.out
    assert "note: " in ran.err
    assert "engine" in ran.err
    assert "process runtime" in ran.out


@pytest.mark.docker
def test_an_image_that_does_not_build(runready, traces, make):
    folder = make({"app.py": SERVER, "Dockerfile": IMAGE + "RUN echo almost && pip install ./not-there\n"})
    ran = runready("audit", "shop", cwd=folder.parent)
    assert ran.code == 3
    (complaint,) = complaints(ran.err)
    assert "shop/Dockerfile:3" in complaint
    assert "almost" in ran.err
    assert "not-there" in ran.err.partition("almost")[2]
    assert "NOT TESTED" in ran.out
    assert traces(ran.pid) == []


@pytest.mark.docker
def test_a_dockerfile_that_the_builder_cannot_read(runready, traces, make):
    folder = make({"app.py": SERVER, "Dockerfile": "FROM python:3.11-slim\nRNU true\n"})
    ran = runready("test", "shop", cwd=folder.parent)
    assert (ran.code, ran.out) == (3, "")
    (complaint,) = complaints(ran.err)
    assert complaint.startswith("error: shop/Dockerfile:2: The image does not build")
    assert "RNU" in ran.err
    assert traces(ran.pid) == []


@pytest.mark.docker
def test_an_image_that_exits_at_once(runready, traces, make):
    start = 'CMD ["python", "-c", "import sys; sys.exit(\'no database, no service\')"]\n'
    folder = make({"app.py": SERVER, "Dockerfile": IMAGE + start})
    ran = runready("test", "--format", "json", cwd=folder)
    assert ran.code == 1
    assert complaints(ran.err) == []
    verdicts = {each["code"]: each["verdict"] for each in ran.json["checks"]}
    assert verdicts.pop("AC101") == "fail"
    assert set(verdicts.values()) == {"inconclusive"}
    (log,) = [each["text"] for each in ran.json["checks"][0]["evidence"] if each["kind"] == "log"]
    assert log == "no database, no service"
    assert traces(ran.pid) == []


@pytest.mark.docker
def test_an_image_that_is_not_there(runready, make, traces):
    folder = make({"app.py": SERVER})
    ran = runready("test", "--image", "no-such-image-runready:none", "--runtime", "docker", cwd=folder)
    assert ran.code == 3
    assert len(complaints(ran.err)) == 1


@pytest.mark.parametrize(("status", "code", "word"), [(201, 4, "NOT PROVEN"), (200, 0, "ready")])
def test_a_written_flow_that_does_not_pass_undisturbed_leaves_the_question_open(runready, make, status, code, word):
    flow = f"flows:\n  - name: a visit\n    steps:\n      - GET /:\n          expect: {{status: {status}}}\n      - GET /again\n"
    folder = make({"app.py": SERVER, "Procfile": "web: python app.py\n", "runready.yaml": flow})
    ran = runready("test", "--runtime", "process", "--ignore", "AC102", cwd=folder)
    assert (ran.code, ran.out.splitlines()[-1].partition(":")[0].startswith(word)) == (code, True), ran.out
    assert ('"a visit" cannot be judged' in ran.out) == (code == 4)
