"""Rules of other packages: found through their entry points, and told apart from verdicts where they are broken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

RULE = """
from runready_linter.findings import Severity, Span
from runready_linter.rule import Rule


def check(project):
    {body}


RULE = Rule("XY901", "house-rule", "framework", Severity.ERROR, check, "The page of the house rule.", (b"forbidden",))
"""
FINDS = 'yield RULE.finding(Span("app.py", 1, 1), "forbidden here", help="do not")'


@pytest.fixture
def team(tmp_path: Path) -> Callable[[str], dict[str, str]]:
    """Installs a package that brings the rule XY901 with this content, and gives the environment that sees it."""

    def install(content: str) -> dict[str, str]:
        folder = tmp_path / "site"
        metadata = folder / "team_rules-1.dist-info"
        metadata.mkdir(parents=True)
        (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: team-rules\nVersion: 1\n")
        (metadata / "entry_points.txt").write_text("[runready.rules]\nXY901 = team_rules:RULE\n")
        (folder / "team_rules.py").write_text(content)
        return {"PYTHONPATH": str(folder)}

    return install


def test_a_teams_rule_reports_like_any_other(runready, make, team):
    folder = make({"app.py": "forbidden = 1\n"})
    env = team(RULE.format(body=FINDS))
    ran = runready("lint", "--select", "XY", cwd=folder, env=env)
    assert ran.code == 1
    assert ran.out.startswith("app.py:1:1 error XY901 house-rule\n  forbidden here\n")
    page = runready("rule", "XY901", env=env)
    assert page.out.startswith("XY901 house-rule (error, clause framework)\n\nThe page of the house rule.\n")
    assert runready("rule", env=env).out.endswith("from other packages: XY901\n")
    assert runready("lint", "--ignore", "XY901", cwd=folder, env=env).code == 0
    (folder / "app.py").write_text("forbidden = 1  # runready: ignore[XY901] agreed\n")
    suppressed = runready("lint", cwd=folder, env=env)
    assert (suppressed.code, suppressed.err) == (0, "")


def test_a_rule_that_cannot_be_loaded_is_named(runready, make, team):
    ran = runready("lint", cwd=make({"app.py": "x = 1\n"}), env=team("import no_such_module\n"))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(
        "error: the rule XY901 (team_rules:RULE) cannot be loaded: No module named 'no_such_module'"
    )
    assert "Traceback" not in ran.err


def test_a_rule_that_crashes_is_told_and_the_others_still_judge(runready, make, team):
    env = team(RULE.format(body="return [1 / 0]"))
    folder = make({"app.py": "forbidden = 1\n"})
    for command in (["lint"], ["audit", "--select", "AR,XY"]):
        ran = runready(*command, cwd=folder, env=env)
        assert ran.code == 4
        assert (
            "XY901 could not judge this project: internal error: ZeroDivisionError: division by zero (team_rules.py:"
            in ran.err
        )
        assert "Traceback" not in ran.err
    (folder / "app.py").write_text("forbidden = 1\nfrom flask import Flask\nFlask(__name__).run(port=5000)\n")
    ran = runready("lint", cwd=folder, env=env)
    assert ran.code == 1
    assert "app.py:3:1 error AR101" in ran.out
    assert "XY901 could not judge" in ran.err
