"""The pure parts of the checks, by tables."""

from __future__ import annotations

import itertools
import math

import pytest

from runready_harness.checks.honours_port import other_port
from runready_harness.checks.https_edge import cookie_problem, location_problem
from runready_harness.checks.temp_growth import counts, grows, hangs
from runready_harness.flows.model import Answer, Recording, StepRun
from runready_harness.modes.replicas import assignments
from runready_harness.runtimes.base import WrittenFile
from runready_harness.spec import Flow, Step

DOMAIN = "k3x9a.us-east-1.awsapprunner.com"


@pytest.mark.parametrize("steps", range(2, 34))
def test_every_pair_of_steps_is_served_by_both_instances_once(steps: int) -> None:
    replays = assignments(steps)
    assert len(replays) == math.ceil(math.log2(steps))
    for one, two in itertools.combinations(range(steps), 2):
        assert any(replay[one] != replay[two] for replay in replays), (one, two)
    assert all(set(replay) == {0, 1} for replay in replays)


def test_one_step_needs_no_replay() -> None:
    assert assignments(1) == ()


@pytest.mark.parametrize(
    ("cookie", "kept"),
    [
        ("a=1", True),
        ("a=1; Path=/; Secure; HttpOnly; SameSite=Lax", True),
        (f"a=1; Domain={DOMAIN}", True),
        (f"a=1; domain=.{DOMAIN}", True),
        ("a=1; Domain=us-east-1.awsapprunner.com", False),
        ("a=1; Domain=.awsapprunner.com", False),
        ("a=1; Domain=example.com", False),
        ("a=1; Domain=localhost", False),
        ("a=1; SameSite=None", False),
        ("a=1; SameSite=None; Secure", True),
        # Part of the value, not an attribute.
        ("a=Domain=example.com", True),
    ],
)
def test_cookies_that_browsers_keep(cookie: str, kept: bool) -> None:
    assert (cookie_problem(cookie, DOMAIN) is None) == kept


@pytest.mark.parametrize(
    ("location", "reachable"),
    [
        ("/login", True),
        (f"https://{DOMAIN}/login", True),
        (f"https://{DOMAIN}:443/login", True),
        ("https://accounts.example.com/authorize", True),
        ("http://example.com/", True),
        (f"http://{DOMAIN}/login", False),
        (f"https://{DOMAIN}:8080/login", False),
        ("http://localhost:8080/login", False),
        ("http://0.0.0.0:8080/login", False),
        ("https://[broken/", False),
    ],
)
def test_redirects_that_a_client_can_follow(location: str, reachable: bool) -> None:
    assert (location_problem(location, DOMAIN) is None) == reachable


@pytest.mark.parametrize(
    ("path", "change", "counted"),
    [
        ("/tmp/x.csv", "added", True),
        ("/app/data.db", "changed", False),
        ("/app/__pycache__/app.cpython-311.pyc", "added", False),
        ("/app/module.pyc", "added", False),
    ],
)
def test_files_that_can_grow_in_number(path: str, change: str, counted: bool) -> None:
    assert counts(WrittenFile(path, "added" if change == "added" else "changed")) == counted


def test_files_grow_only_when_every_round_leaves_some() -> None:
    file = WrittenFile("/tmp/x", "added")
    assert grows([[file], [file], [file]])
    assert not grows([[file], [], [file]])
    assert not grows([])


@pytest.mark.parametrize(("status", "hanging"), [(None, True), (504, True), (500, False), (404, False), (200, False)])
def test_only_what_takes_minutes_a_round_is_not_repeated(status: int | None, hanging: bool) -> None:
    step = Step(method="GET", path="/")
    answer = None if status is None else Answer(status, (), b"", 0.1, "https://app.example/")
    problem = None if status == 200 else "broken"
    flow = Flow(name="a page", steps=(step,))
    assert hangs(Recording(flow, (StepRun(step, "GET /", answer, problem, ""),), finished=status == 200)) == hanging


@pytest.mark.parametrize("port", [80, 3000, 5000, 8080, 20998, 65535])
def test_the_other_port_is_valid_and_another(port: int) -> None:
    assert 1024 < other_port(port) <= 65535
    assert other_port(port) not in (port, 80, 3000, 5000, 8000, 8080)
