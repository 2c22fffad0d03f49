"""The reports for other programs: each real output read as its reader does, and hostile text in every place."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from jsonschema import Draft4Validator

from runready.audit import join
from runready.console import Style
from runready.paths import Shown
from runready.report import Report
from runready.reports import render
from runready_harness.run import HarnessReport
from runready_harness.spec import Service
from runready_harness.verdicts import CheckResult, Evidence, Outcome, Verdict
from runready_linter.findings import Confidence, Finding, Severity, Span
from runready_linter.findings import Evidence as Place
from runready_linter.lint import LintReport, Remark

SARIF = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
ALL = ("json", "sarif", "junit", "github", "gitlab", "markdown", "text")

SHOP = """from flask import Flask

app = Flask(__name__)
SEEN = {}


@app.get("/<name>")
def see(name):
    SEEN[name] = True
    return "ok"


app.run(host="127.0.0.1", port=5000)
"""
#: The findings in SHOP, as the JSON report has them.
PLACES = [(4, "AR201"), (13, "AR101"), (13, "AR102")]


@pytest.fixture
def shop(make) -> Path:
    folder = make({"shop/app.py": SHOP})
    (folder / ".git").mkdir()
    return folder


def sarif(text: str) -> dict:
    document = json.loads(text)
    assert [f"{e.json_path}: {e.message}" for e in Draft4Validator(SARIF).iter_errors(document)] == []
    (run,) = document["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["locations"]
    return run


def where(result: dict) -> tuple[str, int, str]:
    physical = result["locations"][0]["physicalLocation"]
    return unquote(physical["artifactLocation"]["uri"]), physical["region"]["startLine"], result["ruleId"]


def test_sarif_fits_the_schema_and_brings_pages_and_fingerprints(runready, shop: Path):
    ran = runready("lint", "--format", "sarif", "shop", cwd=shop)
    assert (ran.code, ran.err) == (1, "")
    run = sarif(ran.out)
    assert [where(r) for r in run["results"]] == [("shop/app.py", line, code) for line, code in PLACES]
    json_findings = runready("lint", "--format", "json", "shop", cwd=shop).json["findings"]
    assert [r["partialFingerprints"]["runready/v1"] for r in run["results"]] == [
        f["fingerprint"] for f in json_findings
    ]
    assert [r["level"] for r in run["results"]] == ["error", "error", "error"]
    state = run["results"][0]
    related = state["relatedLocations"][0]
    assert related["physicalLocation"]["region"]["startLine"] == 9
    assert "`see`" in related["message"]["text"]
    for rule in run["tool"]["driver"]["rules"]:
        assert "How to fix" in rule["help"]["markdown"]
        assert rule["helpUri"].startswith("https://")
    assert run["invocations"][0]["exitCode"] == 1


def test_paths_for_code_hosts_are_the_repositorys(runready, shop: Path):
    """Also where the command is run in a folder of it; JSON's stay relative to the working directory."""
    inner = shop / "shop"
    assert {where(r)[0] for r in sarif(runready("lint", "--format", "sarif", cwd=inner).out)["results"]} == {
        "shop/app.py"
    }
    assert {i["location"]["path"] for i in runready("lint", "--format", "gitlab", cwd=inner).json} == {"shop/app.py"}
    assert "file=shop/app.py," in runready("lint", "--format", "github", cwd=inner).out
    assert {f["path"] for f in runready("lint", "--format", "json", cwd=inner).json["findings"]} == {"app.py"}
    moved = {"GITHUB_WORKSPACE": str(inner)}
    assert "file=app.py," in runready("lint", "--format", "github", cwd=inner, env=moved).out


def test_junit_fails_what_fails_the_gate(runready, shop: Path):
    def read(*args: str) -> ElementTree.Element:
        ran = runready("lint", "--format", "junit", *args, "shop", cwd=shop)
        assert ran.err == ""
        root = ElementTree.fromstring(ran.out)
        for suite in (*root.findall("testsuite"), root):
            for attribute, tag in (("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped")):
                assert int(suite.get(attribute, "")) == len(suite.findall(f".//{tag}"))
        assert (int(root.get("failures", "")) > 0) == (ran.code == 1)
        return root

    root = read()
    assert [(int(c.get("line", "")), c.get("name", "").split()[0]) for c in root.iter("testcase")] == PLACES
    assert {c.get("file") for c in root.iter("testcase")} == {"shop/app.py"}
    assert root.get("failures") == "3"
    # Nothing found is one case that passes: a report without a case is read as a broken run.
    assert (read("--select", "AR3").get("tests"), read("--select", "AR3").get("failures")) == ("1", "0")


PORT = """import os
from flask import Flask

Flask(__name__).run(host="0.0.0.0", port=int(os.environ.get("PORT", "5000")))
"""


def test_junit_below_the_threshold_is_said_and_no_failure(runready, make):
    folder = make({"app.py": PORT})
    root = ElementTree.fromstring(runready("lint", "--format", "junit", "--select", "AR103", cwd=folder).out)
    assert (root.get("tests"), root.get("failures")) == ("1", "0")
    assert "8080" in (root.findtext(".//system-out") or "")
    strict = runready("lint", "--format", "junit", "--select", "AR103", "--fail-on", "info", cwd=folder)
    assert strict.code == 1
    assert ElementTree.fromstring(strict.out).get("failures") == "1"


COMMAND = re.compile(r"::(?P<name>error|warning|notice) (?P<properties>[^:]*)::(?P<message>.*)")


def commands(out: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """Workflow commands as GitHub's runner reads them: every line must be one."""
    for line in out.splitlines():
        found = COMMAND.fullmatch(line)
        assert found, line
        properties = dict(each.split("=", 1) for each in found["properties"].split(","))
        yield found["name"], {k: decoded(v) for k, v in properties.items()}, decoded(found["message"])


def decoded(text: str) -> str:
    for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, char)
    return text


def test_github_annotates_each_finding(runready, shop: Path):
    ran = runready("lint", "--format", "github", "shop", cwd=shop)
    made = list(commands(ran.out))
    assert [(int(p["line"]), p["title"].split()[0]) for _, p, _ in made] == PLACES
    assert {name for name, _, _ in made} == {"error"}
    assert {p["file"] for _, p, _ in made} == {"shop/app.py"}
    assert made[0][2].count("\n") == 2
    assert "\nhelp: " in made[0][2]


def test_github_adds_to_the_jobs_summary(runready, shop: Path, tmp_path: Path):
    summary = tmp_path / "summary.md"
    summary.write_text("# Earlier step\n")
    ran = runready("lint", "--format", "github", "shop", cwd=shop, env={"GITHUB_STEP_SUMMARY": str(summary)})
    assert ran.code == 1
    text = summary.read_text()
    assert text.startswith("# Earlier step\n## shop on AWS App Runner: not ready\n")
    assert text.count("**error**") == 3
    refused = runready("lint", "--format", "github", cwd=shop, env={"GITHUB_STEP_SUMMARY": str(tmp_path)})
    assert (refused.code, refused.out) == (3, "")
    assert refused.err.startswith(f"error: {tmp_path}: the job's summary cannot be written: Is a directory\n")


def test_gitlab_has_what_its_reader_needs(runready, shop: Path):
    issues = runready("lint", "--format", "gitlab", "shop", cwd=shop).json
    assert [(i["location"]["lines"]["begin"], i["check_name"]) for i in issues] == PLACES
    assert len({i["fingerprint"] for i in issues}) == 3
    assert {i["severity"] for i in issues} == {"critical"}
    assert all(i["description"] and i["location"]["path"] == "shop/app.py" for i in issues)
    assert runready("lint", "--format", "gitlab", "--select", "AR3", "shop", cwd=shop).json == []


def test_markdown(runready, shop: Path):
    out = runready("lint", "--format", "markdown", "shop", cwd=shop).out
    assert out.startswith("## shop on AWS App Runner: not ready\n\n3 errors in 1 file (")
    assert "- **error** `shop/app.py:4` AR201 module-state: `SEEN` lives in this process" in out
    assert "\n  ```\n  SEEN = {}\n  ```\n" in out


@pytest.mark.parametrize("format", ALL)
def test_every_format_goes_to_a_file_too(runready, shop: Path, format: str):
    ran = runready("lint", "--format", format, "--output", "report.out", cwd=shop)
    assert (ran.code, ran.out, ran.err) == (1, "", "")
    straight = runready("lint", "--format", format, cwd=shop).out
    times = r'(\(|"seconds": |time=")\d+\.\d+'
    assert re.sub(times, "", (shop / "report.out").read_text(encoding="utf-8")) == re.sub(times, "", straight)


def test_a_format_that_is_not_built_is_refused(runready, shop: Path):
    ran = runready("lint", "--format", "html", cwd=shop)
    assert (ran.code, ran.out) == (2, "")
    assert "'html' is not one of 'text', 'json', 'sarif'" in ran.err


# What a program under test, a file name or a message may hold.
HOSTILE = "\x1b[31m]]></failure> & \x00\x08 \ud800 <b> `c` <script>\n::error::x\r\n%0A, a:b | **d** ```\n```\n````"


def hostile(command: str, tmp_path: Path) -> Report:
    finding = Finding(
        "AR201", "module-state", "stateless", Severity.ERROR, Confidence.HIGH, Span("a b%,:#\udce9.py", 1, 1, 1, 4),
        HOSTILE, HOSTILE, (Place("a b%,:#\udce9.py", 2, HOSTILE),), "0" * 20,
    )  # fmt: skip
    results = tuple(
        CheckResult(
            f"AC20{number}", "restart", "stateless",
            Outcome(verdict, HOSTILE, (Evidence("diff", HOSTILE, HOSTILE), Evidence("log", "log", HOSTILE * 50)), HOSTILE), 0.5,
        )
        for number, verdict in enumerate(Verdict)
    )  # fmt: skip
    lint = LintReport(tmp_path, (finding,), 1, 2, remarks=(Remark("x.py", 3, HOSTILE),))
    harness = HarnessReport(results, "process", "root", (HOSTILE,), (), Service(), 2, 1.0, 0.0)
    if command == "lint":
        return Report("lint", HOSTILE, "app-runner", 1, 1.0, Severity.ERROR, Shown(tmp_path, tmp_path), lint=lint)
    return Report(
        "audit", HOSTILE, "app-runner", 1, 1.0, Severity.ERROR, Shown(tmp_path, tmp_path), lint=lint, harness=harness,
        clauses=join((finding,), results, frozenset()),
    )  # fmt: skip


@pytest.fixture(params=["lint", "audit"])
def report(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Report:
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    monkeypatch.delenv("CI_PROJECT_DIR", raising=False)
    monkeypatch.chdir(tmp_path)
    return hostile(request.param, tmp_path)


@pytest.mark.parametrize("format", ALL)
def test_hostile_text_can_be_written_and_steers_nothing(report: Report, format: str):
    text = render(format, report, Style())
    text.encode()
    assert "\x1b" not in text
    assert "\x00" not in text


@pytest.mark.skipif(os.name != "posix" or sys.platform == "darwin", reason="file names of any bytes")
def test_hostile_text_in_sarif(report: Report):
    run = sarif(render("sarif", report, Style()))
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "a%20b%25,%3A%23%E9.py"
    # What passed or stayed open is no alert.
    assert [r["ruleId"] for r in run["results"]] == ["AR201"] + (
        ["AC201", "AC202"] if report.command == "audit" else []
    )
    if report.command == "audit":
        assert [r["level"] for r in run["results"][1:]] == ["warning", "error"]
        assert run["results"][2]["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 1


def test_hostile_text_in_junit(report: Report):
    root = ElementTree.fromstring(render("junit", report, Style()))
    assert next(root.iter("testcase")).get("name", "").startswith("AR201 ")
    failures = root.findall(".//failure")
    assert all("]]></failure>" in (f.text or "") for f in failures)
    if report.command == "audit":
        assert [len(failures), len(root.findall(".//skipped"))] == [2, 2]


def test_hostile_text_in_annotations(report: Report):
    made = list(commands(render("github", report, Style())))
    assert [name for name, _, _ in made] == (
        ["error", "warning"] if report.command == "lint" else ["error", "warning", "error", "warning"]
    )
    assert made[0][1]["file"].startswith("a b%,:#")
    assert "\n::error::x" in made[0][2]


def test_hostile_text_in_markdown(report: Report):
    text = render("markdown", report, Style())
    outside = re.sub(r"(?ms)^( *)(`{3,})\w*\n.*?^\1\2$", "", text)
    outside = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", outside)
    assert not re.search(r"(?<!\\)<(?!/?(details|summary)>)", outside)
    # Fences are longer than what stands between them.
    assert not re.search(r"(?m)^ *```$", outside)


def test_the_summary_of_a_huge_report_is_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    one = hostile("lint", tmp_path)
    assert one.lint is not None
    many = LintReport(tmp_path, one.lint.findings * 5000, 1, 2)
    render("github", Report("lint", "shop", "app-runner", 1, 1.0, Severity.ERROR, one.shown, lint=many), Style())
    text = summary.read_text()
    assert len(text) < 1000
    assert "5000 errors in 1 file" in text


SERVICE = (
    "import http.server\nhttp.server.HTTPServer(('', 5000), http.server.SimpleHTTPRequestHandler).serve_forever()\n"
)


def test_a_failed_check_points_at_its_cause(runready, make):
    folder = make({"main.py": SERVICE, "runready.yaml": "service: {command: [python3, main.py]}\n"})
    args = ("--runtime", "process", "--select", "AR101,AC101")
    run = sarif(runready("audit", *args, "--format", "sarif", cwd=folder).out)
    assert [where(r) for r in run["results"]] == [("main.py", 2, "AR101"), ("main.py", 2, "AC101")]
    tested = runready("test", "--runtime", "process", "--select", "AC101", "--format", "junit", cwd=folder)
    assert tested.code == 1
    root = ElementTree.fromstring(tested.out)
    assert [(s.get("name"), s.get("failures")) for s in root] == [("web-requests", "1")]
    alone = runready("test", "--runtime", "process", "--select", "AC101", "--format", "github", cwd=folder)
    ((name, properties, message),) = commands(alone.out)
    assert (name, properties["file"], properties["title"]) == ("error", "runready.yaml", "AC101 listens")
    assert "5000" in message
