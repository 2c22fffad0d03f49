"""What CloudFormation and Terraform take for a resource of App Runner, and where a description departs from it.

Sources: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_AppRunner.html and
https://registry.terraform.io/providers/hashicorp/aws/latest/docs (`aws_apprunner_*`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from runready_linter.forms import Form

_TEXT = Form("text")
_NUMBER = Form("number")
_BOOL = Form("bool")
_TEXTS = Form("list", item=_TEXT)
_PAIRS = Form(
    "list",
    item=Form("mapping", {"Name": _TEXT, "Value": _TEXT}, ("Name", "Value")),
    example="write a list of entries, each with Name and Value",
)
_TAGS = Form("list", item=Form("mapping", {"Key": _TEXT, "Value": _TEXT}, ("Key", "Value")))


def _mapping(keys: Mapping[str, Form], *required: str, one_of: tuple[str, ...] = ()) -> Form:
    return Form("mapping", keys, required, one_of=one_of)


_RUNNING = {
    "Port": _TEXT,
    "StartCommand": _TEXT,
    "RuntimeEnvironmentVariables": _PAIRS,
    "RuntimeEnvironmentSecrets": _PAIRS,
}
_IMAGE = _mapping(
    {"ImageIdentifier": _TEXT, "ImageRepositoryType": _TEXT, "ImageConfiguration": _mapping(_RUNNING)},
    "ImageIdentifier",
    "ImageRepositoryType",
)
_CODE = _mapping(
    {
        "RepositoryUrl": _TEXT,
        "SourceDirectory": _TEXT,
        "SourceCodeVersion": _mapping({"Type": Form("text", choices=("BRANCH",)), "Value": _TEXT}, "Type", "Value"),
        "CodeConfiguration": _mapping(
            {
                "ConfigurationSource": Form("text", choices=("API", "REPOSITORY")),
                "CodeConfigurationValues": _mapping({"Runtime": _TEXT, "BuildCommand": _TEXT, **_RUNNING}, "Runtime"),
            },
            "ConfigurationSource",
        ),
    },
    "RepositoryUrl",
    "SourceCodeVersion",
)
_SERVICE = {
    "ServiceName": _TEXT,
    "SourceConfiguration": _mapping(
        {
            "ImageRepository": _IMAGE,
            "CodeRepository": _CODE,
            "AutoDeploymentsEnabled": _BOOL,
            "AuthenticationConfiguration": _mapping({"AccessRoleArn": _TEXT, "ConnectionArn": _TEXT}),
        },
        one_of=("ImageRepository", "CodeRepository"),
    ),
    "InstanceConfiguration": _mapping({"Cpu": _TEXT, "Memory": _TEXT, "InstanceRoleArn": _TEXT}),
    "HealthCheckConfiguration": _mapping(
        {
            "Protocol": _TEXT,
            "Path": _TEXT,
            "Interval": _NUMBER,
            "Timeout": _NUMBER,
            "HealthyThreshold": _NUMBER,
            "UnhealthyThreshold": _NUMBER,
        }
    ),
    "AutoScalingConfigurationArn": _TEXT,
    "EncryptionConfiguration": _mapping({"KmsKey": _TEXT}, "KmsKey"),
    "NetworkConfiguration": _mapping(
        {
            "EgressConfiguration": _mapping(
                {"EgressType": Form("text", choices=("DEFAULT", "VPC")), "VpcConnectorArn": _TEXT}, "EgressType"
            ),
            "IngressConfiguration": _mapping({"IsPubliclyAccessible": _BOOL}, "IsPubliclyAccessible"),
            "IpAddressType": Form("text", choices=("IPV4", "DUAL_STACK")),
        }
    ),
    "ObservabilityConfiguration": _mapping(
        {"ObservabilityEnabled": _BOOL, "ObservabilityConfigurationArn": _TEXT}, "ObservabilityEnabled"
    ),
    "Tags": _TAGS,
}
_TRACE = _mapping({"Vendor": Form("text", choices=("AWSXRAY",))}, "Vendor")
_SIZES = {"MaxConcurrency": _NUMBER, "MaxSize": _NUMBER, "MinSize": _NUMBER}
_INGRESS = _mapping({"VpcId": _TEXT, "VpcEndpointId": _TEXT}, "VpcId", "VpcEndpointId")
_CONNECTOR = {"VpcConnectorName": _TEXT, "Subnets": _TEXTS, "SecurityGroups": _TEXTS, "Tags": _TAGS}

#: The properties of each type of CloudFormation.
CLOUDFORMATION: Mapping[str, Form] = {
    "AWS::AppRunner::Service": _mapping(_SERVICE, "SourceConfiguration"),
    "AWS::AppRunner::AutoScalingConfiguration": _mapping(
        {"AutoScalingConfigurationName": _TEXT, **_SIZES, "Tags": _TAGS}
    ),
    "AWS::AppRunner::ObservabilityConfiguration": _mapping(
        {"ObservabilityConfigurationName": _TEXT, "TraceConfiguration": _TRACE, "Tags": _TAGS}
    ),
    "AWS::AppRunner::VpcConnector": _mapping(_CONNECTOR, "Subnets"),
    "AWS::AppRunner::VpcIngressConnection": _mapping(
        {
            "VpcIngressConnectionName": _TEXT,
            "ServiceArn": _TEXT,
            "IngressVpcConfiguration": _INGRESS,
            "Tags": _TAGS,
        },
        "ServiceArn",
        "IngressVpcConfiguration",
    ),
}

#: What every resource of Terraform may have besides its own arguments.
_META: Mapping[str, Form] = {
    **dict.fromkeys(
        (
            "count",
            "for_each",
            "provider",
            "depends_on",
            "lifecycle",
            "provisioner",
            "connection",
            "timeouts",
            "tags_all",
        ),
        Form("any"),
    ),
    "region": _TEXT,
}


def snake(name: str) -> str:
    """A key of CloudFormation as Terraform calls it."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def _terraform(form: Form) -> Form:
    """A form of CloudFormation as Terraform writes it: mappings are blocks, lists of pairs are maps."""
    if form in (_PAIRS, _TAGS):
        return Form("map", item=_TEXT if form is _PAIRS else None)
    if form.kind != "mapping" or form.keys is None:
        return form
    keys = {snake(name): _terraform(inner) for name, inner in form.keys.items()}
    return replace(
        form,
        kind="block",
        keys=keys,
        required=tuple(map(snake, form.required)),
        one_of=tuple(map(snake, form.one_of)),
    )


def _resource(keys: Mapping[str, Form], *required: str) -> Form:
    own = _terraform(_mapping(keys)).keys or {}
    return Form("block", {**own, **_META}, required)


#: The arguments of each of Terraform's resources.
TERRAFORM: Mapping[str, Form] = {
    "aws_apprunner_service": _resource(_SERVICE, "service_name", "source_configuration"),
    "aws_apprunner_auto_scaling_configuration_version": _resource(
        {"AutoScalingConfigurationName": _TEXT, **_SIZES, "Tags": _TAGS}, "auto_scaling_configuration_name"
    ),
    "aws_apprunner_observability_configuration": _resource(
        {"ObservabilityConfigurationName": _TEXT, "TraceConfiguration": _TRACE, "Tags": _TAGS},
        "observability_configuration_name",
    ),
    "aws_apprunner_vpc_connector": _resource(_CONNECTOR, "vpc_connector_name", "subnets", "security_groups"),
    "aws_apprunner_vpc_ingress_connection": _resource(
        {"Name": _TEXT, "ServiceArn": _TEXT, "IngressVpcConfiguration": _INGRESS, "Tags": _TAGS},
        "name",
        "service_arn",
        "ingress_vpc_configuration",
    ),
    "aws_apprunner_connection": _resource(
        {"ConnectionName": _TEXT, "ProviderType": Form("text", choices=("GITHUB", "BITBUCKET")), "Tags": _TAGS},
        "connection_name",
        "provider_type",
    ),
    "aws_apprunner_custom_domain_association": _resource(
        {"DomainName": _TEXT, "ServiceArn": _TEXT, "EnableWwwSubdomain": _BOOL}, "domain_name", "service_arn"
    ),
    "aws_apprunner_default_auto_scaling_configuration_version": _resource(
        {"AutoScalingConfigurationArn": _TEXT}, "auto_scaling_configuration_arn"
    ),
    "aws_apprunner_deployment": _resource({"ServiceArn": _TEXT}, "service_arn"),
}


def form(kind: str) -> Form | None:
    """What a type of resource may hold; None: there is no such type."""
    return CLOUDFORMATION.get(kind) or TERRAFORM.get(kind)
