"""Broken and hostile manifests: a finding or a trouble with its place, in bounded time and memory, never a crash."""

from __future__ import annotations

import json
import os
import time
import tracemalloc
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runready_linter.link.manifests import Manifests
from runready_linter.lint import LintReport
from runready_linter.manifests import cloudformation, terraform

Linted = Callable[[Mapping[str, str | bytes]], LintReport]

_HEAD = "Resources:\n  Web:\n    Type: AWS::AppRunner::Service\n    Properties:\n"


def places(report: LintReport) -> list[tuple[str, int, str]]:
    return [(f.span.path, f.span.line, f.code) for f in report.findings]


def test_a_key_that_stands_twice_is_told_at_the_second(linted: Linted) -> None:
    report = linted({"a.yaml": _HEAD + "      ServiceName: a\n      ServiceName: b\n"})
    assert places(report) == [("a.yaml", 6, "AR701")]
    assert "first is in line 5" in report.findings[0].message


def test_a_tab_is_told_at_its_line(linted: Linted) -> None:
    report = linted({"a.yaml": _HEAD + "\tServiceName: a\n"})
    assert places(report) == [("a.yaml", 5, "AR701")]
    assert "tab" in report.findings[0].message


@pytest.mark.parametrize("value", ["[]", "7", "text", "{}", "null", "[[{}]]", "{a: {b: c}}", "!Ref X", "!Foo {a: b}"])
def test_wrong_types_are_findings_of_their_own_part(linted: Linted, value: str) -> None:
    for text in (
        f"Resources: {value}\nOther: {{Type: AWS::AppRunner::Service}}\n",
        f"Resources:\n  Web: {value}\n  Net: {{Type: AWS::AppRunner::Service, Properties: {value}}}\n",
        _HEAD + f"      SourceConfiguration: {value}\n",
        _HEAD + f"      SourceConfiguration:\n        ImageRepository: {value}\n",
        _HEAD + f"      InstanceConfiguration: {value}\n      HealthCheckConfiguration: {value}\n      Tags: {value}\n",
        f"Parameters: {value}\n" + _HEAD + "      ServiceName: !Ref A\n",
    ):
        report = linted({"a.yaml": text})
        assert not report.failed
        assert {f.code for f in report.findings} <= {"AR701", "AR705"}, (text, report.findings)


def test_an_empty_file_and_one_with_nothing_in_it(linted: Linted) -> None:
    for text in ("", "\n", "# Type: AWS::AppRunner::Service\n", "---\n", "null\n", "[]\n"):
        report = linted({"a.yaml": text, "b.tf": "", "c.tf.json": "{}", "d.json": ""})
        assert not report.findings
        assert not report.failed


def test_anchors_that_grow_without_end_are_refused_at_once(linted: Linted) -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    tracemalloc.start()
    began = time.perf_counter()
    report = linted({"bomb.yaml": "\n".join(rows) + "\n" + _HEAD + "      ServiceName: a\n"})
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [f.code for f in report.findings] == ["AR701"]
    assert "aliases" in report.findings[0].message
    assert time.perf_counter() - began < 20
    assert peak < 300_000_000


def test_locals_that_grow_without_end_are_not_followed(linted: Linted) -> None:
    rows = [f"  a{n} = [{', '.join([f'local.a{n - 1}'] * 9)}]\n" for n in range(1, 20)]
    rows += [f'  t{n} = "{"".join(["${local.t" + str(n - 1) + "}"] * 9)}"\n' for n in range(1, 20)]
    text = 'locals {\n  a0 = 1\n  t0 = "xxxxxxxxxxxxxxxx"\n' + "".join(rows) + "}\n"
    service = 'resource "aws_apprunner_service" "a" {\n  service_name = local.t19\n  tags = local.a19\n  source_configuration = local.a19\n}\n'
    began = time.perf_counter()
    report = linted({"main.tf": text + service})
    assert time.perf_counter() - began < 20
    assert not report.failed


def test_deep_nesting_is_refused(linted: Linted) -> None:
    deep = "[" * 100_000
    lists = "- " * 50_000
    for name, text in (
        ("a.yaml", _HEAD + f"      Tags: {deep}\n"),
        ("a.yaml", _HEAD + f"      Tags:\n        {lists}\n"),
        ("a.json", '{"Resources": {"A": {"Type": "AWS::AppRunner::Service", "Properties": ' + '{"a":' * 50_000 + "1"),
        ("a.tf", 'resource "aws_apprunner_service" "a" {\n  tags = ' + deep + "\n}\n"),
        ("a.tf", 'resource "aws_apprunner_service" "a" {\n' + "x {\n" * 20_000),
    ):
        report = linted({name: text})
        assert not report.failed
        assert {f.code for f in report.findings} <= {"AR701"}


def test_a_huge_template_is_read_in_time_and_a_huger_one_left_alone(linted: Linted) -> None:
    resources: dict[str, object] = {
        f"Queue{n}": {
            "Type": "AWS::SQS::Queue",
            "Properties": {"QueueName": f"q{n}", "Tags": [{"Key": "a", "Value": "b"}]},
        }
        for n in range(5_000)
    }
    resources["Web"] = {"Type": "AWS::AppRunner::Service", "Properties": {"ServiceName": "web"}}
    text = json.dumps({"Resources": resources})
    assert 500_000 < len(text) < 1_000_000
    began = time.perf_counter()
    report = linted({"big.template.json": text})
    assert [f.code for f in report.findings] == ["AR701"]
    assert time.perf_counter() - began < 60
    assert not linted({"big.template.json": text + " " * 2_000_000}).findings


def test_a_file_that_cannot_be_read_is_told(linted: Linted, monkeypatch: pytest.MonkeyPatch) -> None:
    from pathlib import Path

    whole = Path.read_bytes
    asked: list[str] = []

    def refused(path: Path) -> bytes:
        # Found, and gone when it is read.
        if path.name == "a.yaml" and asked:
            raise PermissionError(13, "Permission denied")
        asked.append(path.name)
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    report = linted({"a.yaml": _HEAD})
    assert [(t.path, t.trouble.message) for t in report.troubles] == [("a.yaml", "cannot be read: Permission denied")]


def test_no_text(linted: Linted) -> None:
    report = linted(
        {
            "a.yaml": _HEAD.encode() + b"      ServiceName: \xff\xfe\n",
            "b.tf": b'resource "aws_apprunner_service" "\xff" {\n}\n',
        }
    )
    assert sorted(t.path for t in report.troubles) == ["a.yaml", "b.tf"]
    assert [t.trouble.loc.line for t in report.troubles] == [5, 1]


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("  service_name =\n}\n", 2),
        ('  service_name "web"\n}\n', 2),
        ('  service_name = "web"\n  tags = [1,\n}\n', 3),
        ('  service_name = "web"\n', 1),
        ('  service_name = "web\n}\n', 2),
        ('  service_name = "web"\n  source_configuration {}\n}\n}\n', 5),
    ],
)
def test_broken_hcl_is_told_at_its_place(linted: Linted, body: str, line: int) -> None:
    report = linted({"main.tf": 'resource "aws_apprunner_service" "a" {\n' + body})
    assert (line, "AR701") in [(at, code) for _, at, code in places(report)]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 400))
def test_whatever_stands_in_a_file_it_is_read(noise: bytes, at: int) -> None:
    template = (_HEAD + "      SourceConfiguration: {ImageRepository: {ImageIdentifier: !Sub 'a${B}'}}\n").encode()
    hcl = b'locals {\n  a = "${local.b}"\n}\nresource "aws_apprunner_service" "a" {\n  service_name = local.a\n  tags = { a = merge(local.a, {}) }\n}\n'
    for path, text in (
        ("a.yaml", template),
        ("a.json", b'{"Resources": {}}'),
        ("a.tf", hcl),
        ("a.tf.json", b'{"locals": {}}'),
    ):
        data = text[:at] + noise + text[at:]
        facts = (terraform if ".tf" in path else cloudformation).read(path, data)
        manifests = Manifests({path: facts}, lambda name: None)
        lines = data.count(b"\n") + 1
        for service in manifests.services:
            assert all(1 <= fault.loc.line <= lines for fault in service.faults)
        assert all(t.loc.line <= lines + 1 for t in facts.troubles)
        list(manifests.faults())


def test_a_pipe_is_not_waited_for(linted: Linted, tmp_path: object) -> None:
    os.mkfifo(f"{tmp_path}/pipe.yaml")
    assert not linted({"app.py": "x = 1\n"}).findings
