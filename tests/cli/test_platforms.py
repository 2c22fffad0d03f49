"""`--platform` and `--compare`: the same project by two contracts, in text and in JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from runready.options import Platform
from runready_rules import platforms

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "schema" / "report-v1.json").read_text(encoding="utf-8"))

PLAIN = {
    "Dockerfile": "FROM python:3.12-slim\nCOPY . /app\nWORKDIR /app\nCMD exec gunicorn -b 0.0.0.0:80 app:app\n",
    "app.py": "from flask import Flask\n\napp = Flask(__name__)\n",
}


def _valid(document: Any) -> Any:
    assert [f"{e.json_path}: {e.message}" for e in Draft202012Validator(SCHEMA).iter_errors(document)] == []
    return document


def test_the_option_knows_the_platforms_that_there_are():
    assert tuple(platform.value for platform in Platform) == platforms.PLATFORMS
    assert set(SCHEMA["properties"]["platform"]["enum"]) == set(platforms.PLATFORMS)


def test_a_platform_decides_the_verdict_and_the_exit_code(runready, make):
    shop = make(PLAIN)
    ours = runready("lint", "--format", "json", cwd=shop)
    theirs = runready("lint", "--platform", "ecs-express", "--format", "json", cwd=shop)
    assert (ours.code, theirs.code) == (1, 0)
    assert [f["code"] for f in _valid(ours.json)["findings"]] == ["AR101"]
    assert _valid(theirs.json)["findings"] == []
    assert (ours.json["platform"], theirs.json["platform"]) == ("app-runner", "ecs-express")


def test_an_unknown_platform_is_a_usage_error_that_names_the_known_ones(runready, make):
    ran = runready("lint", "--platform", "app-walker", cwd=make(PLAIN))
    assert ran.code == 2
    assert ran.out == ""
    assert re.search(r"app-runner.*ecs-express", ran.err, re.DOTALL)


def test_a_comparison_with_the_same_platform_is_a_usage_error(runready, make):
    ran = runready("audit", "--compare", "app-runner", cwd=make(PLAIN))
    assert (ran.code, ran.out) == (2, "")
    assert "--compare app-runner is the platform that is judged by already" in ran.err


def test_a_comparison_as_programs_read_it(runready, moving):
    ran = runready("audit", "--compare", "ecs-express", "--select", "AR", "--format", "json", cwd=moving)
    document = _valid(ran.json)
    found = {f["fingerprint"]: f for f in document["findings"]}
    comparison = document["comparison"]
    assert comparison["platform"] == "ecs-express"
    assert [(f["path"], f["line"], f["code"]) for f in comparison["appear"]] == [
        ("Dockerfile", 4, "AR606"),
        ("Dockerfile", 5, "AR108"),
    ]
    gone = {found[each["fingerprint"]]["code"]: each["why"] for each in comparison["vanish"]}
    assert set(gone) == {"AR101", "AR106", "AR703"}
    assert gone["AR703"] == "ECS Express Mode does not read apprunner.yaml"
    assert "WebSocket" in gone["AR106"]
    (changed,) = comparison["change"]
    assert (found[changed["fingerprint"]]["code"], changed["severity"]) == ("AR206", "info")
    facts = {each["fact"]: each for each in comparison["contract"]}
    assert (facts["web.default_port"]["from"], facts["web.default_port"]["to"]) == ("8080", "80")
    assert facts["web.gives_port"]["confidence"] == {"from": "documented", "to": "inferred"}
    assert {"path": "app.py", "line": 13} in facts["web.websocket"]["places"]
    assert facts["instances.storage_bytes"]["to"] == "20 GiB"
    assert comparison["checks"] == [], "no check was asked for"


def test_a_comparison_leaves_out_what_the_project_never_comes_near(runready, make):
    ran = runready("audit", "--compare", "ecs-express", "--select", "AR", "--format", "json", cwd=make(PLAIN))
    comparison = _valid(ran.json)["comparison"]
    assert [f["code"] for f in comparison["appear"]] == []
    facts = {each["fact"] for each in comparison["contract"]}
    assert {"web.default_port", "instances.architectures", "health.protocols"} <= facts
    assert not facts & {
        "web.gives_port",
        "web.websocket",
        "instances.idle_cpu_throttled",
        "role.instance_principal",
        "services.configurations",
    }


def test_a_move_back_is_the_same_the_other_way_round(runready, moving):
    args = ("--select", "AR", "--format", "json")
    there = runready("audit", "--compare", "ecs-express", *args, cwd=moving).json
    back = _valid(runready("audit", "--platform", "ecs-express", "--compare", "app-runner", *args, cwd=moving).json)
    ours, theirs = there["comparison"], back["comparison"]
    assert {f["fingerprint"] for f in ours["appear"]} == {f["fingerprint"] for f in theirs["vanish"]}
    assert {f["fingerprint"] for f in theirs["appear"]} == {f["fingerprint"] for f in ours["vanish"]}
    assert {c["fingerprint"] for c in ours["change"]} == {c["fingerprint"] for c in theirs["change"]}
    assert "comparison" not in runready("audit", *args, cwd=moving).json


def test_the_checks_that_may_end_otherwise_are_named(runready, make):
    service = "service: {command: [python3, -m, http.server, '8000'], port: 8000}\n"
    shop = make({"index.html": "hello", "runready.yaml": service, "main.py": ""})
    args = ("--runtime", "process", "--select", "AC101,AC102,AC201", "--quiet")
    ran = runready("audit", "--compare", "ecs-express", *args, "--format", "json", cwd=shop)
    assert [each["code"] for each in _valid(ran.json)["comparison"]["checks"]] == ["AC101", "AC102"]


@pytest.mark.parametrize("format", ["text", "json"])
def test_variables_that_nothing_gives_are_notes_and_no_findings(runready, moving, format: str):
    ran = runready("lint", "--select", "AR4", "--format", format, cwd=moving)
    assert ran.code == 0
    said = "SECRET_KEY is read without a fallback, and neither the service configuration nor the image sets it"
    if format == "json":
        document = _valid(ran.json)
        assert document["findings"] == []
        assert document["notes"] == [{"clause": "environment", "path": "app.py", "line": 8, "message": said}]
        return
    # Daily use is not disturbed.
    assert "SECRET_KEY" not in ran.out
    verbose = runready("lint", "--select", "AR4", "--verbose", cwd=moving)
    assert said in " ".join(verbose.out.split())


def test_a_rules_page_says_how_the_platforms_differ(runready):
    page = " ".join(runready("rule", "AR106").out.split())
    assert "By platform App Runner: warning for WebSocket, HTTP/2 and gRPC ECS Express Mode: warning" in page
    assert "By platform" not in runready("rule", "AR201").out
