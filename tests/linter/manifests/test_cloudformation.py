"""CloudFormation templates: functions in both forms, references, places, and what is not known."""

from __future__ import annotations

import json
import textwrap

from runready_linter.facts import FileFacts, Scalar, ServiceFacts
from runready_linter.link.manifests import Manifests
from runready_linter.manifests import cloudformation
from runready_linter.manifests.names import describes


def _services(text: str, path: str = "template.yaml") -> tuple[ServiceFacts, ...]:
    facts: FileFacts = cloudformation.read(path, textwrap.dedent(text).encode())
    assert not facts.troubles
    return Manifests({path: facts}, lambda name: None).services


def _service(image: str, rest: str = "", head: str = "") -> ServiceFacts:
    (service,) = _services(
        f"{head}Resources:\n  Web:\n    Type: AWS::AppRunner::Service\n    Properties:\n      SourceConfiguration:\n"
        f"        ImageRepository: {image}\n{rest}"
    )
    return service


def _text(scalar: Scalar | None) -> tuple[str, str]:
    assert scalar is not None
    return scalar.text, scalar.kind


def test_a_reference_to_a_parameter_is_its_default_which_may_be_another_when_deployed() -> None:
    service = _service(
        "{ImageConfiguration: {Port: !Ref Port, StartCommand: {Ref: Command}}}",
        head="Parameters:\n  Port: {Type: String, Default: 8000}\n  Command: {Type: String}\n",
    )
    assert service.port is not None
    assert (service.port.text, service.port.default_of) == ("8000", "Port")
    assert service.command is not None
    assert service.command.known is None


def test_a_parameter_kept_in_systems_manager_has_no_known_value() -> None:
    head = "Parameters:\n  Port: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /shop/port}\n"
    assert _text(_service("{ImageConfiguration: {Port: !Ref Port}}", head=head).port)[1] == "unknown"


def test_substitution_and_joining_keep_what_is_literal() -> None:
    head = "Parameters:\n  Tag: {Type: String, Default: '1.2'}\n"
    sub = _service("{ImageIdentifier: !Sub 'docker.io/acme/web:${Tag}-${!Tag}'}", head=head)
    assert sub.image is not None
    assert _text(sub.image.identifier) == ("docker.io/acme/web:1.2-${Tag}", "str")
    joined = _service("{ImageIdentifier: !Join ['', [ghcr.io/acme/, !Ref Name]]}")
    assert joined.image is not None
    assert _text(joined.image.identifier) == ("ghcr.io/acme/${Name}", "unknown")
    given = _service("{ImageIdentifier: !Sub ['${A}/x', {A: public.ecr.aws}]}")
    assert given.image is not None
    assert _text(given.image.identifier) == ("public.ecr.aws/x", "str")


def test_no_value_is_as_if_it_were_not_there() -> None:
    service = _service("{ImageConfiguration: {StartCommand: !Ref AWS::NoValue, Port: {Ref: 'AWS::NoValue'}}}")
    assert service.command is None
    assert service.port is None


def test_what_a_condition_gives_is_not_known_and_no_fault() -> None:
    service = _service(
        "!If [A, {Nonsense: 1}, {}]", rest="      InstanceConfiguration:\n        Fn::If: [A, {Cpu: 3}, 7]\n"
    )
    assert service.faults == ()
    assert service.cpu is None
    assert service.gives_more


def test_places_are_those_of_the_values_in_json_too() -> None:
    template = {"Resources": {"Web": {"Type": "AWS::AppRunner::Service", "Properties": {"SourceConfiguration": {
        "ImageRepository": {"ImageIdentifier": "x", "ImageRepositoryType": "ECR", "ImageConfiguration": {"Port": "80"}}}}}}}  # fmt: skip
    for indent in (1, 4, "\t"):
        text = json.dumps(template, indent=indent)
        (service,) = _services(text, "web.template.json")
        assert service.port is not None
        line = next(n for n, row in enumerate(text.splitlines(), 1) if '"Port"' in row)
        assert service.port.loc.line == line
        assert text.splitlines()[line - 1][service.port.loc.column - 1 :].startswith('"80"')


def test_anchors_and_merge_keys_are_read_where_they_stand() -> None:
    services = _services(
        """
        Resources:
          One:
            Type: AWS::AppRunner::Service
            Properties: &common
              InstanceConfiguration: {Cpu: 1 vCPU, Memory: 2 GB}
          Two:
            Type: AWS::AppRunner::Service
            Properties:
              <<: *common
              ServiceName: two
        """
    )
    assert [s.cpu.loc.line if s.cpu else 0 for s in services] == [6, 6]


def test_the_repository_decides_where_the_configuration_source_says_so() -> None:
    (service,) = _services(
        """
        Resources:
          Web:
            Type: AWS::AppRunner::Service
            Properties:
              SourceConfiguration:
                CodeRepository:
                  RepositoryUrl: https://github.com/acme/web
                  SourceCodeVersion: {Type: BRANCH, Value: main}
                  CodeConfiguration:
                    ConfigurationSource: REPOSITORY
                    CodeConfigurationValues: {Runtime: PYTHON_3, StartCommand: a && b, Port: 1}
        """
    )
    assert (service.deferred, service.runtime, service.command, service.port) == (True, None, None, None)


def test_a_file_is_found_by_what_stands_in_it() -> None:
    assert describes("any.yml", b"  Type: AWS::AppRunner::Service")
    assert describes("any.json", b'{"Type" : "AWS::AppRunner::VpcConnector"}')
    assert describes("any.template", b"Type: 'AWS::AppRunner::Service'")
    assert not describes("tree.json", b'"aws:cdk:cloudformation:type": "AWS::AppRunner::Service"')
    assert not describes("docs.yaml", b"# see AWS::AppRunner::Service")
    assert describes("a.tf", b'resource "aws_apprunner_service" "x" {')
    assert not describes("a.tf", b"# aws_apprunner_service is elsewhere")
