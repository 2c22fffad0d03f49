"""The platform profile holds the platform's numbers, and a malformed one says where it is wrong."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator
from importlib import resources

import pytest

from runready_linter.problems import UsageProblem
from runready_rules.platforms import Certainty, Fact, load
from runready_rules.platforms.reading import parse

TEXT = (resources.files("runready_rules.platforms") / "app_runner.toml").read_text(encoding="utf-8")


def facts_of(record: object) -> Iterator[Fact[object]]:
    if isinstance(record, Fact):
        yield record
    elif dataclasses.is_dataclass(record):
        for field in dataclasses.fields(record):
            yield from facts_of(getattr(record, field.name))


def test_app_runner_has_the_numbers_of_the_platform() -> None:
    profile = load("app-runner")
    assert profile is load("app-runner")
    assert profile.web.default_port.value == 8080
    assert profile.web.request_limit.value == 120
    assert profile.start.limit.value == 300
    assert (profile.health.interval.value, profile.health.timeout.value) == (5, 2)
    assert (profile.health.healthy.value, profile.health.unhealthy.value) == (1, 5)
    assert 20 in profile.health.interval_range.value
    assert 21 not in profile.health.interval_range.value
    assert profile.instances.storage_bytes.value == 3_000_000_000
    assert {size.cpu: size.memory for size in profile.instances.sizes.value} == {
        0.25: (0.5, 1),
        0.5: (1,),
        1: (2, 3, 4),
        2: (4, 6),
        4: (8, 10, 12),
    }
    assert profile.edge.header_limit.value == 60 * 1024
    assert profile.edge.answers.unknown_host.value.status == 404
    assert {runtime.name: runtime.ended for runtime in profile.runtimes.retired.value}["php81"] == datetime.date(
        2025, 12, 31
    )
    assert [runtime.name for runtime in profile.runtimes.supported.value if runtime.build == "revised"] == [
        "python311",
        "nodejs22",
    ]


def test_every_fact_has_a_source_and_what_is_undocumented_is_marked() -> None:
    profile = load("app-runner")
    facts = list(facts_of(profile))
    assert len(facts) > 60
    assert all(fact.source in profile.sources.values() for fact in facts)
    assert profile.web.request_limit.confidence is Certainty.DOCUMENTED
    assert profile.stop.grace.confidence is Certainty.INFERRED
    assert profile.edge.answers.https_redirect.confidence is Certainty.REPORTED
    assert set(profile.sources.values()) == {fact.source for fact in facts}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("value = 8080", 'value = "8080"', "web.default_port.value: expected int, got '8080'"),
        ("value = 8080", "value = true", "web.default_port.value: expected int, got True"),
        ("request_limit =", "request_limits =", "web.request_limits: unknown key"),
        ('signal = { value = "SIGTERM", confidence = "inferred", source = "ecs" }', "", "stop.signal: missing"),
        (
            'value = 300, confidence = "documented"',
            'value = 300, confidence = "sure"',
            "start.limit: unknown confidence",
        ),
        (
            'value = 300, confidence = "documented", source = "develop"',
            "value = 300",
            "start.limit: expected a table of",
        ),
        (
            '"SIGTERM", confidence = "inferred", source = "ecs"',
            '"SIGTERM", confidence = "inferred", source = "x"',
            "'x'",
        ),
        ('action = "append"', 'action = "drop"', "edge.request_headers.value[0].action: expected one of"),
        ("memory = [0.5, 1]", 'memory = ["0.5"]', "instances.sizes.value[0].memory[0]: expected float"),
        ("{ low = 1, high = 200 }", "[1, 200]", "instances.concurrency_range.value: expected a table"),
        ("[start]", "[start", "not valid TOML"),
    ],
)
def test_a_malformed_profile_says_where(old: str, new: str, message: str) -> None:
    assert old in TEXT
    with pytest.raises(UsageProblem) as raised:
        parse(TEXT.replace(old, new, 1), path="platforms/app_runner.toml")
    assert message in raised.value.message
    assert raised.value.place is not None
    assert raised.value.place.path == "platforms/app_runner.toml"


def test_an_unknown_platform_names_the_known_ones() -> None:
    with pytest.raises(UsageProblem) as raised:
        load("app-walker")
    assert "app-walker" in raised.value.message
    assert "app-runner" in raised.value.help
