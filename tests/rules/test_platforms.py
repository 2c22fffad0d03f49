"""The platform profile holds the platform's numbers, and a malformed one says where it is wrong."""

from __future__ import annotations

import ast
import dataclasses
import datetime
import math
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest

from runready_linter.findings import Severity
from runready_linter.problems import UsageProblem
from runready_rules.platforms import PLATFORMS, Certainty, Fact, at_most, load, platform
from runready_rules.platforms.reading import parse

ROOT = Path(__file__).parents[2]
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


def test_ecs_express_has_the_numbers_of_the_platform() -> None:
    profile = load("ecs-express")
    web, health, instances = profile.web, profile.health, profile.instances
    assert (web.default_port.value, web.gives_port.value) == (80, False)
    assert (web.request_limit.value, web.idle_limit.value) == (math.inf, 60)
    assert web.websocket.value
    assert (health.protocol.value, health.protocols.value) == ("http", ("http",))
    assert (health.interval.value, health.timeout.value) == (30, 5)
    assert (health.healthy.value, health.unhealthy.value) == (5, 2)
    assert not health.path_is_certain.value
    assert profile.start.limit.value == 300
    assert instances.storage_bytes.value == 20 * 1024**3
    assert instances.architectures.value == ("linux/amd64", "linux/arm64")
    assert instances.image_registries.value == ("*",)
    assert not instances.idle_cpu_throttled.value
    assert instances.concurrency is None
    assert (profile.stop.signal.value, profile.stop.grace.value) == ("SIGTERM", 30)
    assert not profile.services.from_source.value
    assert (profile.runtimes.supported.value, profile.runtimes.retired.value) == ((), ())
    names = {rule.name for rule in profile.edge.request_headers.value}
    assert {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-port"} <= names


def test_what_is_only_inferred_of_ecs_express_is_marked() -> None:
    profile = load("ecs-express")
    inferred = {profile.web.gives_port, profile.web.websocket, profile.instances.idle_cpu_throttled}
    assert {fact.confidence for fact in inferred} == {Certainty.INFERRED}
    assert profile.stop.grace.confidence is Certainty.DOCUMENTED
    assert profile.web.default_port.confidence is Certainty.MODEL


def test_a_severity_is_a_warning_at_most_where_a_fact_is_inferred() -> None:
    web = load("ecs-express").web
    assert at_most(Severity.ERROR, web.default_port) is Severity.ERROR
    assert at_most(Severity.ERROR, web.default_port, web.gives_port) is Severity.WARNING
    assert at_most(Severity.INFO, web.gives_port) is Severity.INFO


def test_linking_gets_what_decides_the_meaning_of_files() -> None:
    ours, theirs = (platform(load(name)) for name in PLATFORMS)
    assert (ours.id, ours.default_port, ours.gives_port) == ("app-runner", 8080, True)
    assert ours.variables == {"PORT", "HOSTNAME"}
    assert "apprunner.yaml" in ours.reads
    assert (theirs.id, theirs.default_port, theirs.gives_port) == ("ecs-express", 80, False)
    assert theirs.variables == frozenset()
    assert "apprunner.yaml" not in theirs.reads


def test_no_rule_check_or_edge_knows_a_platform_by_its_name() -> None:
    """A number or name of a platform outside of its profile would be a second program, not a second file."""
    folders = [
        ROOT / "linter",
        ROOT / "rules" / "runready_rules" / "static",
        ROOT / "harness" / "runready_harness" / "edge",
    ]
    folders += [ROOT / "harness" / "runready_harness" / "checks", ROOT / "harness" / "runready_harness" / "runtimes"]
    for path in (path for folder in folders for path in folder.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        texts = {
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        assert not texts & set(PLATFORMS), path


@pytest.mark.parametrize("name", PLATFORMS)
def test_every_fact_has_a_source(name: str) -> None:
    profile = load(name)
    facts = list(facts_of(profile))
    assert len(facts) > 60
    assert all(fact.source in profile.sources.values() for fact in facts)
    assert set(profile.sources.values()) == {fact.source for fact in facts}


def test_what_is_undocumented_is_marked() -> None:
    profile = load("app-runner")
    assert profile.web.request_limit.confidence is Certainty.DOCUMENTED
    assert profile.stop.grace.confidence is Certainty.INFERRED
    assert profile.edge.answers.https_redirect.confidence is Certainty.REPORTED


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
