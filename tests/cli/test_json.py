"""The JSON report: real outputs against the published schema, its order, its paths, the same bytes twice."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "schema" / "report-v1.json").read_text(encoding="utf-8"))

STATEFUL = """
import json, os, sys
from http.server import BaseHTTPRequestHandler, HTTPServer

NOTES = []

class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        NOTES.append("note")
        self.answer(201)

    def do_GET(self):
        self.answer(200)

    def answer(self, status):
        body = json.dumps(NOTES).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass

HTTPServer(("", int(os.environ["PORT"])), Handler).serve_forever()
"""
FLOWS = """
service: {command: [python3, main.py]}
flows:
  - name: a note stays
    steps:
      - POST /notes: {expect: {status: 201}}
      - GET /notes: {expect: {json: {"[0]": note}}}
"""
SHOP = """from flask import Flask

app = Flask(__name__)
SEEN = {}


@app.get("/<name>")
def see(name):
    SEEN[name] = True
    return "ok"


app.run(host="127.0.0.1", port=5000)
"""


def valid(document: Any) -> Any:
    """The document, once it fits the schema and agrees with itself."""
    errors = [f"{error.json_path}: {error.message}" for error in Draft202012Validator(SCHEMA).iter_errors(document)]
    assert errors == []
    findings, checks = document.get("findings", []), document.get("checks", [])
    places = [(f["path"], f["line"], f["column"], f["code"]) for f in findings]
    assert places == sorted(places)
    assert [c["code"] for c in checks] == sorted(c["code"] for c in checks)
    for severity in ("error", "warning", "info"):
        assert document["summary"][severity] == sum(f["severity"] == severity for f in findings)
    fingerprints = [f["fingerprint"] for f in findings]
    assert len(set(fingerprints)) == len(fingerprints)
    assert {cause for check in checks for cause in check["explained_by"]} <= set(fingerprints)
    by_clause = {clause["id"]: clause for clause in document["clauses"]}
    for each in (*findings, *checks):
        kind = "checks" if "verdict" in each else "rules"
        assert each["code"] in by_clause[each["clause"]][kind]
    return document


def without_seconds(out: str) -> str:
    return re.sub(r'"seconds": [\d.]+', '"seconds": 0', out)


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("broken", [{"checks": None}, {"version": 2}, {"exit_code": 130}, {"more": 1}])
def test_the_schema_refuses_what_is_not_a_report(runready, make, broken: dict[str, Any]):
    document = runready("lint", "--format", "json", cwd=make({"app.py": SHOP})).json
    assert list(Draft202012Validator(SCHEMA).iter_errors(document | broken))


def test_lint(runready, make):
    shop = make(
        {"app.py": SHOP, "more/app.py": SHOP, "Dockerfile": 'FROM python:3.11-slim\nCMD ["gunicorn", "app:app"]\n'}
    )
    first = runready("lint", "--format", "json", "shop", cwd=shop.parent)
    document = valid(first.json)
    assert document["exit_code"] == first.code == 1
    assert "checks" not in document
    assert {f["path"] for f in document["findings"]} == {"shop/app.py", "shop/more/app.py"}
    assert {f["code"] for f in document["findings"]} == {"AR101", "AR102", "AR201"}
    assert (document["summary"]["files"], document["summary"]["lines"]) == (3, 28)
    second = runready("lint", "--format", "json", "shop", cwd=shop.parent)
    assert without_seconds(first.out) == without_seconds(second.out)
    # Fingerprints belong to the project, paths to where the command is run.
    within = valid(runready("lint", "--format", "json", cwd=shop).json)
    assert [f["fingerprint"] for f in within["findings"]] == [f["fingerprint"] for f in document["findings"]]
    assert {f["path"] for f in within["findings"]} == {"app.py", "more/app.py"}


def test_lint_of_nothing_to_find(runready, make):
    ran = runready("lint", "--format", "json", cwd=make({"app.py": "x = 1\n"}))
    document = valid(ran.json)
    assert (ran.code, document["findings"], document["clauses"]) == (0, [], [])


def test_test(runready, make):
    shop = make({"main.py": STATEFUL, "runready.yaml": FLOWS})
    args = ("test", "--runtime", "process", "--format", "json", "--select", "AC101,AC201,AC202")
    first = runready(*args, cwd=shop)
    document = valid(first.json)
    assert document["exit_code"] == first.code == 1
    assert "findings" not in document
    assert {c["code"]: c["verdict"] for c in document["checks"]} == {"AC101": "pass", "AC201": "fail", "AC202": "fail"}
    assert {c["id"]: c["verdict"] for c in document["clauses"]} == {"web-requests": "pass", "stateless": "fail"}
    second = runready(*args, cwd=shop)
    assert told(document) == told(second.json)


def test_audit_without_an_engine(runready, make):
    shop = make({"main.py": STATEFUL, "runready.yaml": FLOWS, "other.py": SHOP})
    ran = runready("audit", "--runtime", "process", "--format", "json", "--select", "AR,AC201", cwd=shop)
    document = valid(ran.json)
    (check,) = document["checks"]
    causes = {f["code"] for f in document["findings"] if f["fingerprint"] in check["explained_by"]}
    assert "AR201" in causes
    assert not causes & {"AR101", "AR102"}
    assert len(document["clauses"]) == 8


def told(document: Any) -> Any:
    """Verdicts and messages, without times and ports."""
    text = json.dumps([(c["code"], c["verdict"], c["message"], c["help"]) for c in document["checks"]])
    return re.sub(r"\d+\.\d s", "N s", text)


@pytest.mark.docker
def test_audit_of_the_guestbook(runready):
    """As it is before its migration: the findings explain what was seen."""
    ran = runready(
        "audit", "examples/guestbook", "--runtime", "docker", "--format", "json", "--select", "AR,AC101,AC201", cwd=ROOT
    )
    document = valid(ran.json)
    assert document["exit_code"] == ran.code == 1
    lines = {f["fingerprint"]: (f["code"], f["line"]) for f in document["findings"]}
    assert sorted(lines.values()) == [
        ("AR101", 105), ("AR109", 105), ("AR201", 13), ("AR201", 14), ("AR202", 15), ("AR301", 96), ("AR303", 19),
        ("AR606", 6),
    ]  # fmt: skip
    assert {f["path"] for f in document["findings"] if f["code"] != "AR606"} == {"examples/guestbook/app.py"}
    explained = {c["code"]: {lines[f] for f in c["explained_by"]} for c in document["checks"]}
    assert explained == {
        "AC101": {("AR101", 105)},
        "AC201": {("AR201", 13), ("AR201", 14), ("AR202", 15), ("AR303", 19)},
    }
    (restart,) = [c for c in document["checks"] if c["code"] == "AC201"]
    # Each flow that lost something says so, the one that lost a file with the file.
    text = restart["message"] + "".join(f"{e['title']} {e['text']}" for e in restart["evidence"])
    for flow in ("an entry can be read back", "a visitor stays signed in", "likes are counted"):
        assert f'"{flow}"' in text
    assert "/app/guestbook.db" in text
    assert "all entries can be exported" not in text
