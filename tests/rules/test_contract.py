"""The contract and the catalogue agree with each other, and with what users have written down already."""

from __future__ import annotations

import subprocess
import sys

import pytest

from runready_linter.findings import Severity
from runready_rules.catalogue import ENTRIES, checks_of, entry, rules_of
from runready_rules.contract import CLAUSES, clause


def test_the_clauses_are_the_eight_of_the_contract_in_order() -> None:
    assert [c.id for c in CLAUSES] == [
        "framework",
        "web-requests",
        "stateless",
        "storage",
        "environment",
        "instance-role",
        "temp-files",
        "lifecycle",
    ]
    for c in CLAUSES:
        assert clause(c.id) is c
        assert c.source.startswith("https://docs.aws.amazon.com/apprunner/latest/dg/")
        assert c.source.endswith(".html")
        assert c.explanation.count(". ") >= 1, c.id
    assert clause("security") is None


def test_every_code_and_name_is_there_once_and_belongs_to_a_clause() -> None:
    rule_codes = [
        *range(101, 110),
        *range(201, 207),
        *range(301, 306),
        *range(401, 403),
        *range(501, 505),
        *range(601, 609),
        *range(701, 707),
    ]
    check_codes = [101, 102, 103, 104, 201, 202, 203, 301, 302, 303, 401, 501, 601, 701, 702, 703, 704, 705]
    assert [e.code for e in ENTRIES] == [f"AR{n}" for n in rule_codes] + [f"AC{n}" for n in check_codes]
    assert len({e.name for e in ENTRIES}) == len(ENTRIES)
    for e in ENTRIES:
        assert clause(e.clause) is not None, e.code
        assert (e.severity is None) == (e.kind == "check") == e.code.startswith("AC"), e.code


def test_no_clause_is_left_without_a_rule_and_a_check() -> None:
    for c in CLAUSES:
        assert rules_of(c.id), c.id
        assert checks_of(c.id), c.id
    assert sum(len(rules_of(c.id)) + len(checks_of(c.id)) for c in CLAUSES) == len(ENTRIES)
    assert rules_of("nonsense") == checks_of("nonsense") == ()


@pytest.mark.parametrize(
    ("code", "name", "clause_id", "severity"),
    [
        ("AR101", "hardcoded-port", "web-requests", Severity.ERROR),
        ("AR103", "wrong-default-port", "web-requests", Severity.INFO),
        ("AR203", "shared-attribute-state", "stateless", Severity.WARNING),
        ("AR301", "unreleased-temp-file", "temp-files", Severity.ERROR),
        ("AR303", "local-database", "storage", Severity.ERROR),
        ("AR601", "unexpanded-variable", "web-requests", Severity.ERROR),
        ("AC302", "temp-growth", "temp-files", None),
    ],
)
def test_an_entry_is_found_by_its_code(code: str, name: str, clause_id: str, severity: Severity | None) -> None:
    found = entry(code)
    assert found is not None
    assert (found.name, found.clause, found.severity) == (name, clause_id, severity)


def test_an_unknown_code_has_no_entry() -> None:
    assert entry("AR999") is None


def test_the_catalogue_loads_neither_the_harness_nor_toml() -> None:
    program = (
        "import sys, runready_rules.catalogue, runready_rules.contract\n"
        "print([m for m in ('tomllib', 'pydantic', 'requests', 'runready_harness', 'libcst') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
