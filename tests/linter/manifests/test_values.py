"""Every CPU and memory pair, every managed runtime, every range: in each spelling, accepted or refused as the profile says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product

import pytest

from runready_linter.facts import Loc, Scalar, ServiceFacts
from runready_linter.lint import LintReport
from runready_rules import platforms
from runready_rules.registries import registry_of
from runready_rules.sizes import of_service

Linted = Callable[[Mapping[str, str | bytes]], LintReport]

_PROFILE = platforms.load("app-runner")
_SIZES = _PROFILE.instances.sizes.value
_CPUS = [size.cpu for size in _SIZES]
_MEMORY = sorted({memory for size in _SIZES for memory in size.memory})
_SERVICE = (
    "Resources:\n  Web:\n    Type: AWS::AppRunner::Service\n    Properties:\n      SourceConfiguration:\n        ImageRepository:\n"
    "          ImageIdentifier: public.ecr.aws/shop/web:1\n          ImageRepositoryType: ECR_PUBLIC\n"
)


def _spellings(amount: float, unit: str) -> tuple[str, str]:
    return f"{amount:g} {unit}", str(int(amount * 1024))


def _refused(cpu: str | None, memory: str | None) -> list[str]:
    def said(text: str | None, line: int) -> Scalar | None:
        return Scalar(text, Loc(line)) if text is not None else None

    return [r.message for r in of_service(ServiceFacts(cpu=said(cpu, 1), memory=said(memory, 2)), _PROFILE)]


@pytest.mark.parametrize(("cpu", "memory"), list(product(_CPUS, _MEMORY)))
def test_every_pair_in_all_spellings(cpu: float, memory: float) -> None:
    documented = {0.25: (0.5, 1), 0.5: (1,), 1: (2, 3, 4), 2: (4, 6), 4: (8, 10, 12)}
    for one, other in product(_spellings(cpu, "vCPU"), _spellings(memory, "GB")):
        assert bool(_refused(one, other)) is (memory not in documented[cpu]), (one, other)


@pytest.mark.parametrize(
    ("cpu", "memory"),
    [
        ("1", "2 GB"), ("1vCPU", "2 GB"), ("1 vcpu", "2 GB"), ("1 CPU", "2 GB"), ("1 vCPU", "2"), ("1 vCPU", "2GB"),
        ("1 vCPU", "2 gb"), ("1 vCPU", "2 GiB"), ("1 vCPU", "2Gi"), ("3 vCPU", "8 GB"), ("8 vCPU", "16 GB"), ("1025", "2048"),
        ("1 vCPU", "5 GB"), ("", "2 GB"), ("2 vCPU", None), (None, "8 GB"), ("256", None), (None, "512"),
    ],
)  # fmt: skip
def test_what_is_no_size_or_no_pair(cpu: str | None, memory: str | None) -> None:
    assert len(_refused(cpu, memory)) == 1


@pytest.mark.parametrize(
    ("cpu", "memory"), [(None, None), ("1 vCPU", None), (None, "4 GB"), ("1024", "2 GB"), ("1 vCPU", "3072")]
)
def test_what_is_left_out_is_the_default(cpu: str | None, memory: str | None) -> None:
    assert _refused(cpu, memory) == []


def test_a_value_that_is_not_known_decides_nothing() -> None:
    unknown = Scalar("${Cpu}", Loc(1), "unknown")
    assert not list(of_service(ServiceFacts(cpu=unknown, memory=Scalar("12 GB", Loc(2))), _PROFILE))


def _codes(report: LintReport) -> list[str]:
    return [f.code for f in report.findings]


def test_every_managed_runtime_in_each_format(linted: Linted) -> None:
    supported = {r.name: r.build for r in _PROFILE.runtimes.supported.value}
    retired = {r.name for r in _PROFILE.runtimes.retired.value}
    assert supported.keys() | retired == {
        "python3", "python311", "nodejs12", "nodejs14", "nodejs16", "nodejs18", "nodejs22", "corretto8", "corretto11", "dotnet6",
        "ruby31", "go1", "php81",
    }  # fmt: skip
    yaml = "version: 1.0\nruntime: {}\nbuild:\n  commands:\n    build: [make]\nrun:\n  command: ./start\n"
    code = (
        "Resources:\n  Web:\n    Type: AWS::AppRunner::Service\n    Properties:\n      SourceConfiguration:\n        CodeRepository:\n"
        "          RepositoryUrl: https://github.com/acme/web\n          SourceCodeVersion: {{Type: BRANCH, Value: main}}\n"
        "          CodeConfiguration:\n            ConfigurationSource: API\n            CodeConfigurationValues:\n              Runtime: {}\n"
    )
    for name in sorted(supported.keys() | retired | {"python312"}):
        expected = [] if name in supported else ["AR703"] if name in retired else ["AR701"]
        letters = name.rstrip("0123456789")
        upper = f"{letters}_{name[len(letters) :]}".upper()
        assert _codes(linted({"apprunner.yaml": yaml.format(name), "stack.yaml": ""})) == expected, name
        assert (
            _codes(linted({"apprunner.yaml": yaml.format("python311"), "stack.yaml": code.format(upper)})) == expected
        ), upper
        lower = linted({"apprunner.yaml": yaml.format("python311"), "stack.yaml": code.format(name)})
        assert _codes(lower) == (["AR703"] if name in retired else []) or _codes(lower) == ["AR701"], name
        before = linted({"apprunner.yaml": yaml.format(name) + "  pre-run: [make]\n", "stack.yaml": ""})
        assert _codes(before) == (expected or (["AR701"] if supported.get(name) == "original" else [])), name


@pytest.mark.parametrize("key", ["Interval", "Timeout", "HealthyThreshold", "UnhealthyThreshold"])
def test_the_ranges_of_the_health_check(linted: Linted, key: str) -> None:
    for value, fits in ((0, False), (1, True), (20, True), (21, False), (-1, False), ("'20'", True), ("ten", None)):
        report = linted({"a.yaml": _SERVICE + f"      HealthCheckConfiguration: {{{key}: {value}}}\n"})
        expected = ["AR701"] if fits is None else [] if fits else ["AR705"]
        assert _codes(report) == expected, value


def test_the_protocols_of_the_health_check(linted: Linted) -> None:
    for value, fits in (("TCP", True), ("HTTP", True), ("http", False), ("HTTPS", False)):
        report = linted({"a.yaml": _SERVICE + f"      HealthCheckConfiguration: {{Protocol: {value}}}\n"})
        assert _codes(report) == ([] if fits else ["AR705"]), value


@pytest.mark.parametrize(
    ("identifier", "kind", "host"),
    [
        ("123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:1", "ECR", "123456789012.dkr.ecr.eu-west-1.amazonaws.com"),
        ("${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/shop", "ECR", "${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com"),
        ("public.ecr.aws/docker/library/nginx:1", "ECR_PUBLIC", "public.ecr.aws"),
        ("docker.io/library/nginx", "", "docker.io"),
        ("nginx:latest", "", "docker.io"),
        ("acme/shop:1", "", "docker.io"),
        ("ghcr.io/acme/shop@sha256:00", "", "ghcr.io"),
        ("localhost:5000/shop", "", "localhost:5000"),
        ("${Registry}/shop:1", "", ""),
        ("${Image}", "", ""),
        ("${aws_ecr_repository.x.repository_url}:latest", "", ""),
    ],
)  # fmt: skip
def test_registries(identifier: str, kind: str, host: str) -> None:
    assert registry_of(identifier) == (kind, host)


@pytest.mark.parametrize("name", ["MaxConcurrency", "MaxSize", "MinSize"])
def test_the_sizes_of_auto_scaling(linted: Linted, name: str) -> None:
    most = {"MaxConcurrency": 200, "MaxSize": 25, "MinSize": 25}[name]
    for value, fits in ((0, False), (1, True), (most, True), (most + 1, False)):
        text = f"Resources:\n  A:\n    Type: AWS::AppRunner::AutoScalingConfiguration\n    Properties: {{{name}: {value}}}\n"
        assert _codes(linted({"a.yaml": text})) == ([] if fits else ["AR705"]), value


def test_a_default_of_a_parameter_is_reported_with_less_confidence(linted: Linted) -> None:
    head = "Parameters:\n  Memory: {Type: String, Default: 8 GB}\n"
    report = linted({"a.yaml": head + _SERVICE + "      InstanceConfiguration: {Cpu: 1 vCPU, Memory: !Ref Memory}\n"})
    assert [(f.code, f.confidence.value) for f in report.findings] == [("AR705", "medium")]


def test_another_platform_judges_none_of_it(tmp_path: object) -> None:
    from dataclasses import replace
    from pathlib import Path

    from runready_linter import knowledge
    from runready_linter.lint import lint
    from runready_linter.rule import installed

    Path(f"{tmp_path}/a.yaml").write_text(_SERVICE + "      InstanceConfiguration: {Cpu: 9, Nonsense: 1}\n")
    known = replace(knowledge.installed(), platform=platforms.platform(platforms.load("ecs-express")))
    assert not lint([Path(str(tmp_path))], list(installed().values()), known).findings
