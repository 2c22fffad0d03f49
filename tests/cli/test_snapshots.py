"""What the user sees, whole: the two guestbooks linted and audited, against files that are read in review.

`UPDATE_SNAPSHOTS=1` writes them anew. What differs from run to run is replaced by named patterns.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "snapshots"

#: What differs between two runs, and what stands for it. A log's lines come in no fixed order.
VOLATILE = {
    "seconds": (r"\d+\.\d s\b", "N s"),
    "bytes": (r"\d+ bytes", "N bytes"),
    "temporary name": (r"/tmp/tmp\w{8}", "/tmp/NAME"),
    "other port": (r"PORT=\d{5}", "PORT=OTHER"),
    "log": (r"(?m)^( +)(The end of .*log)\n(?:\1  .*\n)+", r"\1\2\n\1  (its lines)\n"),
}

Check = Callable[[str, str], None]


@pytest.fixture
def check() -> Check:
    def compare(name: str, text: str) -> None:
        for pattern, stands_for in VOLATILE.values():
            text = re.sub(pattern, stands_for, text)
        path = FOLDER / f"{name}.txt"
        if os.environ.get("UPDATE_SNAPSHOTS"):
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8"), f"UPDATE_SNAPSHOTS=1 rewrites {path.name}"

    return compare


@pytest.mark.parametrize(("example", "code"), [("guestbook", 1), ("guestbook-ready", 0)])
def test_lint(runready, check: Check, example: str, code: int):
    ran = runready("lint", f"examples/{example}", cwd=ROOT)
    assert (ran.code, ran.err) == (code, "")
    check(f"lint-{example}", ran.out)


def test_compare(runready, check: Check, moving: Path):
    ran = runready("audit", "--compare", "ecs-express", "--select", "AR", cwd=moving)
    assert (ran.code, ran.err) == (1, "")
    assert max(map(len, ran.out.splitlines())) <= 80
    check("audit-compare", ran.out)


@pytest.mark.docker
@pytest.mark.parametrize(("example", "code"), [("guestbook", 1), ("guestbook-ready", 0)])
@pytest.mark.usefixtures("spotless")
def test_audit(runready, traces, check: Check, example: str, code: int):
    ran = runready("audit", f"examples/{example}", "--runtime", "docker", cwd=ROOT)
    assert ran.code == code, ran.err
    check(f"audit-{example}", ran.out)
    assert "Traceback" not in ran.err
    assert re.search(r"^4 flows \(as written\):$", ran.err, re.MULTILINE)
    assert traces(ran.pid) == []
