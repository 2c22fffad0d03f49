"""A code base with many findings takes the linter up: settings, suppressions, a baseline, only what a change brings."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("spotless")

APP = """from flask import Flask

app = Flask(__name__)
SEEN = {}


@app.get("/<name>")
def see(name):
    SEEN[name] = True
    return "ok"


app.run(
    host="127.0.0.1",
    port=5000,
)
"""
READY = (
    APP.replace("from", "import os\nfrom", 1).replace("127.0.0.1", "0.0.0.0").replace("5000", 'int(os.environ["PORT"])')
)
DOCKERFILE = 'FROM python:3.12-slim\nCOPY . .\nCMD ["gunicorn", "-b", "0.0.0.0:$PORT", \\\n     "app:app"]\n'


def codes(ran) -> list[str]:
    return sorted(f["code"] for f in ran.json["findings"])


@pytest.fixture
def lint(runready) -> Callable:
    """Lints in a folder, reported as JSON."""

    def run(folder: Path, *args: str, select: str = "AR1,AR2,AR601"):
        return runready("lint", "--select", select, "--format", "json", *args, cwd=folder)

    return run


@pytest.fixture
def git() -> Callable[..., None]:
    def run(folder: Path, *args: str) -> None:
        names = {
            "GIT_AUTHOR_NAME": "a",
            "GIT_AUTHOR_EMAIL": "a@b",
            "GIT_COMMITTER_NAME": "a",
            "GIT_COMMITTER_EMAIL": "a@b",
        }
        none = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        subprocess.run(["git", *args], cwd=folder, env={**os.environ, **names, **none}, check=True, capture_output=True)

    return run


class TestSettings:
    def test_the_command_line_wins_over_the_file(self, runready, make):
        shop = make({"app.py": APP, "runready.yaml": "ignore: [AR101, AR109]\nfail-on: info\n"})
        assert codes(runready("lint", "--format", "json", cwd=shop)) == ["AR102", "AR201"]
        assert codes(runready("lint", "--format", "json", "--ignore", "AR2", cwd=shop)) == ["AR102"]
        # Who asks for a code gets it.
        assert codes(runready("lint", "--format", "json", "--select", "AR101", cwd=shop)) == ["AR101"]

    def test_fail_on_severity_and_paths(self, runready, make):
        settings = """
            [tool.runready]
            severity = {AR2 = "warning", AR102 = "info"}
            exclude = ["generated"]
            [tool.runready.per-path."legacy/**"]
            ignore = ["AR1"]
            severity = {AR201 = "info"}
        """
        settings = "\n".join(line.strip() for line in settings.splitlines())
        files = {"legacy/old.py": APP, "generated/gen.py": APP, "new.py": APP.replace("5000", "8080")}
        shop = make({**files, "pyproject.toml": settings})
        ran = runready("lint", "--format", "json", cwd=shop)
        assert [(f["path"], f["code"], f["severity"]) for f in ran.json["findings"]] == [
            ("legacy/old.py", "AR201", "info"),
            ("new.py", "AR201", "warning"),
            ("new.py", "AR101", "warning"),
            ("new.py", "AR102", "info"),
        ]
        assert ran.code == 0
        assert runready("lint", "--fail-on", "warning", cwd=shop).code == 1
        # What is excluded stays out when it is named, as a hook does, and nothing is left unproven by it.
        named = runready("lint", "generated/gen.py", cwd=shop)
        assert (named.code, named.err) == (0, "")

    def test_a_mistake_is_told_at_its_place(self, runready, make):
        shop = make({"app.py": APP, "runready.yaml": "service: {port: 8080}\nignroe: [AR101]\n"})
        for command in ("lint", "test", "audit", "config"):
            ran = runready(command, cwd=shop)
            assert (ran.code, ran.out) == (2, "")
            assert ran.err == (
                "error: runready.yaml:2:1: Unknown key `ignroe`.\n    2 | ignroe: [AR101]\n      | ^^^^^^\n"
                "help: Did you mean `ignore`?\n"
            )

    def test_settings_that_leave_no_rule_are_named(self, runready, make):
        ran = runready("lint", cwd=make({"app.py": APP, "runready.yaml": "ignore: AR\n"}))
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("error: runready.yaml:1:1: no static rule is left to check\n")

    def test_a_selection_of_rules_leaves_the_checks_alone(self, runready, make):
        shop = make({"main.py": "import time\ntime.sleep(60)\n", "runready.yaml": "select: [AR1]\n"})
        ran = runready("config", cwd=shop)
        assert ran.code == 0
        tested = runready("test", "--runtime", "process", cwd=shop)
        assert "No run-time check is chosen" not in tested.err

    def test_another_file(self, runready, make):
        shop = make({"app.py": APP, "runready.yaml": "ignore: AR2\n", "ci/strict.yaml": "ignore: AR1\n"})
        assert codes(runready("lint", "--config", "ci/strict.yaml", "--format", "json", cwd=shop)) == ["AR201"]
        missing = runready("lint", "--config", "ci/none.yaml", cwd=shop)
        assert (missing.code, missing.err) == (2, "error: ci/none.yaml: No such file.\n")

    def test_config_shows_where_each_value_comes_from(self, runready, make):
        settings = 'fail-on: warning\nper-path:\n  "legacy/**": {ignore: [AR2], severity: {AR1: info}}\n'
        shop = make({"shop/app.py": APP, "shop/runready.yaml": settings})
        ran = runready("config", "shop", "--select", "AR1", cwd=shop)
        assert (ran.code, ran.err) == (0, "")
        rows = [line.split("  ") for line in ran.out.splitlines()]
        told = {row[0]: [part.strip() for part in row[1:] if part.strip()] for row in rows}
        assert told["project: shop"] == []
        assert told["select"] == ["AR1", "--select"]
        assert told["fail-on"] == ["warning", "shop/runready.yaml:1:1"]
        assert told["platform"] == ["app-runner", "default"]
        assert told["per-path legacy/**"] == ["ignore: AR2; severity: AR1: info", "shop/runready.yaml:2:1"]


class TestSuppressions:
    def test_added_where_there_are_findings_and_then_nothing_is_left(self, lint, make):
        shop = make({"app.py": APP, "Dockerfile": DOCKERFILE})
        before = lint(shop)
        assert codes(before) == ["AR101", "AR102", "AR201", "AR601"]
        ran = lint(shop, "--add-ignores", "--reason", "before the migration")
        assert (ran.code, codes(ran)) == (0, [])
        assert ran.err == "note: added ignores for 4 findings to 2 files\n"
        text = (shop / "app.py").read_text()
        assert "SEEN = {}  # runready: ignore[AR201] before the migration\n" in text
        assert "app.run(  # runready: ignore[AR101, AR102] before the migration\n" in text
        again = lint(shop)
        assert (again.code, again.err, codes(again)) == (0, "", [])
        lint(shop, "--add-ignores", "--reason", "again")
        assert (shop / "app.py").read_text() == text

    def test_unused_and_unknown_ones_are_told_and_removed(self, lint, make):
        app = APP.replace("SEEN = {}", "SEEN = {}  # runready: ignore[AR201, AR202] known")
        app = "# runready: ignore[AR2O1]\n" + app + "x = 1  # runready: ignore\n"
        shop = make({"app.py": app, "runready.yaml": "ignore: AR1\n"})
        ran = lint(shop, select="AR2")
        assert ran.code == 0
        assert ran.err.splitlines() == [
            "warning: app.py:1: there is no rule AR2O1: did you mean AR201?",
            "warning: app.py:5: ignore[AR202] ignores nothing: no such finding here",
            "warning: app.py:18: a bare ignore suppresses nothing: name the code, ignore[AR101]",
        ]
        assert [(r["line"], r["message"].split(":")[0]) for r in ran.json["remarks"]] == [
            (1, "there is no rule AR2O1"),
            (5, "ignore[AR202] ignores nothing"),
            (18, "a bare ignore suppresses nothing"),
        ]
        removed = lint(shop, "--remove-unused-ignores", select="AR2")
        assert removed.err == "note: removed or shortened 3 ignore comments in 1 file\n"
        assert (shop / "app.py").read_text() == APP.replace(
            "SEEN = {}", "SEEN = {}  # runready: ignore[AR201] known"
        ) + "x = 1\n"
        assert lint(shop, select="AR2").err == ""

    def test_they_can_fail_the_run_or_be_silent(self, runready, make):
        app = "x = {}  # runready: ignore[AR201]\n"
        shop = make({"app.py": app, "runready.yaml": "unused-ignores: fail\n"})
        failed = runready("lint", cwd=shop)
        assert failed.code == 1
        assert "ignore[AR201] ignores nothing" in failed.err
        (shop / "runready.yaml").write_text("unused-ignores: off\n")
        silent = runready("lint", cwd=shop)
        assert (silent.code, silent.err) == (0, "")

    def test_what_was_not_judged_is_not_called_unused(self, runready, make):
        shop = make(
            {
                "app.py": "x = {}  # runready: ignore[AR201]\n",
                "broken.py": "x = {}  # runready: ignore[AR201]\ndef f(:\n",
                "legacy/a.py": "x = {}  # runready: ignore[AR201]\n",
                "runready.yaml": "per-path: {legacy/: {ignore: AR2}}\n",
            }
        )
        assert "ignores nothing" not in runready("lint", "--select", "AR1", cwd=shop).err
        told = runready("lint", cwd=shop).err
        assert told.count("ignores nothing") == 1
        assert "app.py:1: ignore[AR201] ignores nothing" in told

    def test_a_reason_can_be_required(self, lint, make):
        shop = make({"app.py": APP.replace("SEEN = {}", "SEEN = {}  # runready: ignore[AR201]")})
        (shop / "runready.yaml").write_text("require-reasons: true\n")
        ran = lint(shop, select="AR2")
        assert (ran.code, codes(ran)) == (1, ["AR201"])
        assert "app.py:4: ignore[AR201] ignores nothing without a reason" in ran.err
        refused = lint(shop, "--add-ignores", select="AR2")
        assert (refused.code, refused.out) == (2, "")
        assert "--add-ignores needs --reason" in refused.err
        assert lint(shop, "--add-ignores", "--reason", "a demo", select="AR2").code == 0
        assert "SEEN = {}  # runready: ignore[AR201] a demo\n" in (shop / "app.py").read_text()

    def test_a_file_that_cannot_take_one_is_left_alone_and_told(self, lint, make):
        shop = make({"app.py": APP})
        (shop / "app.py").chmod(0o444)
        ran = lint(shop, "--add-ignores", "--reason", "a # b")
        assert (ran.code, ran.err) == (2, "error: --reason takes one line without `#`\n")
        assert (shop / "app.py").read_text() == APP


class TestBaseline:
    def test_it_takes_known_findings_away_and_only_shrinks(self, lint, make):
        shop = make({"app.py": APP, "Dockerfile": DOCKERFILE})
        known = ("--baseline", "known.json")
        written = lint(shop, *known, "--write-baseline")
        assert (written.code, codes(written)) == (0, [])
        assert written.err == "note: wrote known.json with 4 findings\n"
        first = (shop / "known.json").read_text()
        assert "line" not in first
        assert codes(lint(shop, *known)) == []
        # Moved lines are known, and a new finding of an old kind is not.
        (shop / "app.py").write_text(
            "import os\n\n\n" + APP.replace("return", "MORE[name] = 1\n    return") + "MORE = {}\n"
        )
        new = lint(shop, *known)
        assert (new.code, codes(new), new.err) == (1, ["AR201"], "")
        kept = lint(shop, *known, "--write-baseline")
        assert (kept.code, codes(kept)) == (1, ["AR201"])
        assert "known.json: 1 new finding left out: a baseline only shrinks" in kept.err
        assert (shop / "known.json").read_text() == first

    def test_a_stale_entry_is_told_and_removed(self, lint, make):
        shop = make({"app.py": APP, "runready.yaml": "baseline: ci/known.json\n", "ci/x": ""})
        assert lint(shop, "--write-baseline").code == 0
        (shop / "app.py").write_text(READY)
        (shop / "other.py").write_text("")
        ran = lint(shop)
        assert ran.code == 0
        assert ran.err == (
            "note: ci/known.json: 2 entries are stale, the code has fewer such findings: app.py (1 AR101, 1 AR102); "
            "--write-baseline removes what is stale\n"
        ).replace("app.py", "../app.py")
        # Another file alone says nothing about this one, nor do other rules.
        assert lint(shop, "other.py").err == ""
        assert lint(shop, select="AR2").err == ""
        assert "2 stale entries removed" in lint(shop, "--write-baseline").err
        assert lint(shop).err == ""
        (shop / "app.py").unlink()
        assert "1 entry is stale" in lint(shop).err

    def test_it_holds_wherever_the_command_is_run(self, lint, make):
        shop = make({"svc/app.py": APP, "svc/Dockerfile": DOCKERFILE})
        assert lint(shop, "svc", "--baseline", "known.json", "--write-baseline").code == 0
        assert codes(lint(shop, "--baseline", "known.json")) == []
        assert codes(lint(shop / "svc", "--baseline", "../known.json")) == []

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (b"{", "known.json:1:2: is no baseline: not JSON: Expecting property name enclosed in double quotes"),
            (b"[]", "known.json: is no baseline: it has no version"),
            (b'{"version": 2}', "known.json: is a baseline of version 2; this runready reads version 1"),
            (b'{"version": true}', "known.json: is no baseline: it has no version"),
            (b'{"version": 1}', "known.json: is no baseline: `findings` is not as it was written"),
            (b'{"version": 1, "findings": {"a.py": []}}', "known.json: is no baseline: a.py is not as it was written"),
            (
                b'{"version": 1, "findings": {"a.py": {"AR1": {"x": "1"}}}}',
                "known.json: is no baseline: a.py: AR1: x is not as it was written",
            ),
            (b"\xff", "known.json: is no baseline: not UTF-8"),
            (b"[" * 100_000, "known.json: is no baseline: nested too deeply"),
        ],
    )
    @pytest.mark.parametrize("write", [False, True])
    def test_a_broken_one_is_told(self, runready, make, content: bytes, message: str, write: bool):
        shop = make({"app.py": APP, "known.json": content})
        args = ("--baseline", "known.json", *(("--write-baseline",) if write else ()))
        ran = runready("lint", *args, cwd=shop)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.splitlines()[0] == f"error: {message}"
        assert "write it anew with --write-baseline" in ran.err
        assert (shop / "known.json").read_bytes() == content

    def test_one_that_is_not_there_or_cannot_be_written(self, runready, make):
        shop = make({"app.py": APP})
        missing = runready("lint", "--baseline", "known.json", cwd=shop)
        assert (missing.code, missing.out) == (2, "")
        assert missing.err.startswith("error: known.json: there is no such baseline\n")
        nowhere = runready("lint", "--baseline", "none/known.json", "--write-baseline", cwd=shop)
        assert nowhere.code == 2
        assert nowhere.err.startswith(
            "error: none/known.json: the baseline cannot be written: No such file or directory\n"
        )
        unnamed = runready("lint", "--write-baseline", cwd=shop)
        assert unnamed.err.startswith("error: --write-baseline needs a file\n")

    def test_an_audit_reads_it_too(self, runready, make):
        shop = make({"app.py": APP})
        args = ("audit", "--select", "AR2", "--format", "json", "--baseline", "known.json")
        assert runready(*args, "--write-baseline", cwd=shop).code == 0
        assert runready(*args, cwd=shop).json["findings"] == []


class TestSince:
    @pytest.fixture
    def shop(self, make, git) -> Path:
        folder = make({"svc/app.py": APP, "svc/Dockerfile": DOCKERFILE, ".gitattributes": "Dockerfile export-ignore\n"})
        git(folder, "init", "-q", "-b", "main")
        git(folder, "add", "-A")
        git(folder, "commit", "-qm", "first")
        return folder

    def test_only_what_the_change_brings(self, lint, shop: Path, git):
        svc = shop / "svc"
        assert lint(svc, "--since", "HEAD").code == 0
        # Old findings move, one comes to a line that is as it was, one comes in a file that git does not know yet.
        text = "import os\n\nOLD = {}\n" + APP
        (svc / "app.py").write_text(text)
        git(shop, "commit", "-qam", "second")
        (svc / "app.py").write_text(text.replace("return", "OLD[name] = 1\n    return"))
        (svc / "more.py").write_text(
            APP.replace("app.run(", "(").replace('    host="127.0.0.1",\n    port=5000,\n', "")
        )
        for revision in ("HEAD", "HEAD~1"):
            ran = lint(svc, "--since", revision)
            assert ran.code == 1
            assert [(f["path"], f["line"], f["code"]) for f in ran.json["findings"]] == [
                ("app.py", 3, "AR201"),
                ("more.py", 4, "AR201"),
            ]
        assert codes(lint(shop, "svc/more.py", "--since", "HEAD")) == ["AR201"]

    def test_what_a_change_takes_away_counts(self, runready, make, git):
        clean = "import os, tempfile\nfrom flask import Flask\n\napp = Flask(__name__)\n\n\n@app.get('/')\ndef f():\n    h, n = tempfile.mkstemp()\n    os.close(h)\n    os.unlink(n)\n    return ''\n"
        shop = make({"app.py": clean})
        git(shop, "init", "-q")
        git(shop, "add", "-A")
        git(shop, "commit", "-qm", "first")
        (shop / "app.py").write_text(clean.replace("    os.unlink(n)\n", ""))
        ran = runready("lint", "--since", "HEAD", "--select", "AR301", "--format", "json", cwd=shop)
        assert [(f["line"], f["code"]) for f in ran.json["findings"]] == [(9, "AR301")]

    def test_a_renamed_file_brings_nothing(self, lint, shop: Path, git):
        git(shop, "mv", "svc/app.py", "svc/main.py")
        assert codes(lint(shop / "svc", "--since", "HEAD")) == []

    def test_the_repository_stays_as_it_is(self, lint, shop: Path, git):
        (shop / "svc" / "app.py").write_text(APP + "x = {}\n")
        git(shop, "add", "-A")
        (shop / "svc" / "app.py").write_text(APP + "y = {}\n")
        state = ("status", "--porcelain")
        before = subprocess.run(["git", *state], cwd=shop, capture_output=True, check=True).stdout
        lint(shop / "svc", "--since", "HEAD")
        assert subprocess.run(["git", *state], cwd=shop, capture_output=True, check=True).stdout == before

    def test_what_cannot_be_compared_is_told(self, runready, make, shop: Path):
        unknown = runready("lint", "--since", "nowhere", cwd=shop / "svc")
        assert (unknown.code, unknown.out) == (2, "")
        assert "there is no revision nowhere" in unknown.err
        for revision in ("--help", ""):
            assert runready("lint", f"--since={revision}", cwd=shop / "svc").code == 2
        no_git = runready("lint", "--since", "HEAD", cwd=shop / "svc", env={"PATH": "/nowhere"})
        assert (no_git.code, no_git.out) == (3, "")
        assert "git cannot be run" in no_git.err

    def test_outside_of_a_repository(self, runready, make):
        ran = runready("lint", "--since", "HEAD", cwd=make({"app.py": APP}), env={"GIT_CEILING_DIRECTORIES": "/"})
        assert (ran.code, ran.out) == (2, "")
        assert "is in no git repository" in ran.err


class TestStdin:
    def test_the_content_of_a_file_comes_from_stdin(self, make):
        shop = make({"app.py": "x = 1\n", "state.py": "SEEN = {}\n"})
        source = APP.replace("SEEN = {}\n", "from state import SEEN\n")
        ran = piped(shop, source, "--stdin-filename", "app.py")
        # The project is context; the findings are this file's.
        assert [f["code"] for f in json.loads(ran.stdout)["findings"]] == ["AR101", "AR102"]
        assert ran.returncode == 1
        new = piped(shop, APP, "--stdin-filename", "new.py")
        assert {f["path"] for f in json.loads(new.stdout)["findings"]} == {"new.py"}
        assert (shop / "app.py").read_text() == "x = 1\n"
        text = piped(shop, APP, "--stdin-filename", "app.py", format="text").stdout
        assert "    4 | SEEN = {}\n" in text

    def test_it_is_excluded_like_any_other(self, make):
        shop = make({"runready.yaml": "exclude: gen/\n"})
        ran = piped(shop, APP, "--stdin-filename", "gen/app.py")
        assert (ran.returncode, json.loads(ran.stdout)["findings"]) == (0, [])

    @pytest.mark.parametrize("other", ["--add-ignores", "--remove-unused-ignores", "--write-baseline", "."])
    def test_it_goes_with_nothing_that_writes(self, make, other: str):
        ran = piped(make({"app.py": APP}), APP, "--stdin-filename", "app.py", other)
        assert (ran.returncode, ran.stdout) == (2, "")
        assert "do not go together" in ran.stderr

    def test_a_closed_stdin_is_told(self, make):
        command = f"{sys.executable} -m runready lint --stdin-filename app.py <&-"
        ran = subprocess.run(["bash", "-c", command], cwd=make({"app.py": APP}), capture_output=True, text=True)
        assert (ran.returncode, ran.stdout) == (2, "")
        assert "stdin, which is closed" in ran.stderr


def piped(folder: Path, source: str, *args: str, format: str = "json") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "runready", "lint", "--select", "AR1,AR2", "--format", format, *args]
    return subprocess.run(command, cwd=folder, input=source, capture_output=True, text=True, check=False)


def test_statistics_count_by_rule(runready, make):
    shop = make({"app.py": APP, "other.py": APP})
    ran = runready("lint", "--statistics", "--select", "AR1,AR201", cwd=shop)
    assert ran.code == 1
    assert ran.out.splitlines()[:3] == [
        "2  AR101  error    hardcoded-port",
        "2  AR102  error    loopback-bind",
        "2  AR201  error    module-state",
    ]
    refused = runready("lint", "--statistics", "--format", "json", cwd=shop)
    assert (refused.code, refused.err) == (2, "error: --statistics and --format do not go together\n")
