"""Where output goes: the report alone on stdout, colours and the live line on a terminal only, closed streams."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

APP = """from flask import Flask

app = Flask(__name__)
SEEN = {}


@app.get("/<name>")
def see(name):
    SEEN[name] = True
    return "ok"


app.run(host="0.0.0.0", port=5000)
"""
ESCAPE = "\x1b["


@pytest.fixture
def shop(make) -> Path:
    return make({"app.py": APP})


def test_stdout_holds_the_report_only(runready, shop: Path):
    ran = runready("lint", cwd=shop)
    assert ran.code == 1
    assert ran.err == ""
    assert ESCAPE not in ran.out
    assert ran.out.startswith("app.py:4:1 error AR201 module-state\n")
    assert "2 errors in 1 file" in ran.out


def test_colours_come_on_a_terminal_only_and_can_be_refused(terminal, runready, shop: Path, screen):
    colored = terminal("lint", cwd=shop)
    plain = runready("lint", cwd=shop).out
    assert colored.code == 1
    assert ESCAPE in colored.out
    assert without_time(screen(colored.out)) == without_time(plain)
    assert ESCAPE not in terminal("lint", "--no-color", cwd=shop).out
    assert ESCAPE not in terminal("lint", cwd=shop, env={"NO_COLOR": "1"}).out
    assert ESCAPE not in terminal("lint", cwd=shop, env={"TERM": "dumb"}).out


@pytest.mark.parametrize("columns", [60, 80, 110])
def test_lines_fit_the_terminal(terminal, shop: Path, screen, columns: int):
    for command in (("lint",), ("rule",), ("rule", "AR201"), ("rule", "AC201")):
        ran = terminal(*command, columns=columns, cwd=shop)
        # Code is shown as it is written, and an address cannot be folded.
        long = [
            line
            for line in screen(ran.out).splitlines()
            if len(line) > columns and not line.startswith("    ") and "://" not in line
        ]
        assert long == [], command


@pytest.mark.parametrize("command", ["", "lint", "test", "audit", "rule", "reap"])
def test_help_fits_80_columns_and_keeps_its_examples(runready, command: str):
    ran = runready(*command.split(), "--help")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert [line for line in lines if len(line) > 80] == []
    # A cut-off sentence ends so.
    assert not re.search(r"\w\.\.\.$", ran.out, re.MULTILINE)
    if command and command != "reap":
        examples = lines[lines.index("  Examples:") + 1 :]
        assert len(examples) >= 3
        assert all(line.startswith(f"    runready {command}") for line in examples)


def test_an_example_of_each_help_is_understood(runready, shop: Path):
    """The options that the examples use exist: `--help` ends the command before it runs."""
    for command in ("lint", "test", "audit", "rule"):
        for line in runready(command, "--help").out.splitlines():
            if line.startswith("    runready "):
                words = line.split("  ")[2].split(" > ")[0].split()
                ran = runready(*words[1:], "--help", cwd=shop)
                assert ran.code == 0, line


def test_a_reader_that_goes_away_is_no_error(shop: Path):
    command = f"{sys.executable} -m runready rule | head -1"
    ran = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], cwd=shop, capture_output=True, text=True)
    assert ran.stderr == ""
    assert ran.stdout.count("\n") == 1
    assert ran.returncode == 0


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_streams_change_nothing(shop: Path, closed: str):
    command = f"{sys.executable} -m runready lint {closed}"
    ran = subprocess.run(["bash", "-c", command], cwd=shop, capture_output=True, text=True)
    assert ran.returncode == 1
    assert ran.stderr == ""
    assert ("AR201" in ran.stdout) == (closed == "2>&-")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has /dev/full")
def test_a_full_disk_behind_stdout_is_told(shop: Path):
    command = f"{sys.executable} -m runready lint > /dev/full"
    ran = subprocess.run(["bash", "-c", command], cwd=shop, capture_output=True, text=True)
    assert ran.returncode == 2
    assert ran.stderr.startswith("error: stdout: the report cannot be written: No space left on device\n")
    assert "Traceback" not in ran.stderr


@pytest.mark.skipif(os.name != "posix" or sys.platform == "darwin", reason="file names of any bytes")
def test_a_file_name_cannot_steer_the_terminal(runready, make):
    name = os.fsdecode(b"caf\xe9\x1b[31m\n.py")
    shop = make({name: APP})
    ran = runready("lint", cwd=shop, env={"PYTHONIOENCODING": "ascii"})
    assert ran.code == 1
    assert "\x1b" not in ran.out
    assert "AR201" in ran.out
    report = runready("lint", "--format", "json", cwd=shop, env={"PYTHONIOENCODING": "ascii"}).json
    assert {each["path"] for each in report["findings"]} == {name}


def test_quiet_leaves_the_hints_out(runready, shop: Path):
    assert "explains a code" in runready("lint", cwd=shop).out
    quiet = runready("lint", "--quiet", cwd=shop).out
    assert "explains a code" not in quiet
    assert "AR201" in quiet


LAZY = ("runready_harness", "testcontainers", "docker", "requests", "pydantic", "rich", "libcst", "h11", "trustme")


@pytest.mark.parametrize("command", [("--help",), ("lint", "--help"), ("lint", "."), ("lint", "--format", "json", ".")])
def test_what_is_not_needed_is_not_imported(shop: Path, command: tuple[str, ...]):
    (shop / "Dockerfile").write_text('FROM python:3.11-slim\nCMD ["python", "app.py"]\n')
    (shop / ".gitignore").write_text("*.pyc\n")
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "runready", *command], cwd=shop, capture_output=True, text=True
    )
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in ran.stderr.splitlines()}
    assert {"runready", "typer"} <= imported
    assert imported.isdisjoint(LAZY), imported.intersection(LAZY)


def without_time(report: str) -> str:
    return re.sub(r"\(\d+\.\d s\)", "(N s)", report).strip()


Screen = Callable[[str], str]


@pytest.mark.docker
def test_the_live_line_is_erased(terminal, make, screen: Screen):
    start = 'CMD ["python", "-m", "http.server", "8080"]\n'
    folder = make({"Dockerfile": f"FROM python:3.11-slim\n{start}"})
    ran = terminal("test", "--select", "AC101,AC102", cwd=folder)
    assert ran.code == 1
    assert re.search(r"\d s AC102 honours-port: starting instance-2", ran.out)
    left = screen(ran.out)
    assert "starting" not in left
    assert re.search(r"^AC101 listens: pass \(\d+\.\d s\)$", left, re.MULTILINE)
    assert "shop on AWS App Runner" in left
