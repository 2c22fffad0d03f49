"""The service configuration has a value that App Runner refuses, or that cannot work.

## What it does
Looks at what CloudFormation (`AWS::AppRunner::*`) and Terraform (`aws_apprunner_*`) say of a service, and knows from the platform's
profile what is taken: the pairs of CPU and memory, the health check's protocol, interval, timeout and thresholds, the sizes of
auto scaling, the registries of images and their types, and the services that the trust policy of an instance role or access role has
to name, where the role stands beside the service.

A health-check path that no route of the application serves is a warning, where all routes are known.

## Why it matters on App Runner
The service is not created or not updated: the API refuses the value, or the deployment fails when the image is pulled, the role is
taken or the health check fails.

## How to fix
Write a value that the platform takes; each finding says which. The access role, with which App Runner pulls the image, is taken by
`build.apprunner.amazonaws.com`, the instance role, with which the application calls AWS, by `tasks.apprunner.amazonaws.com`:

    AssumeRolePolicyDocument:
      Statement:
        - Effect: Allow
          Principal: {Service: tasks.apprunner.amazonaws.com}
          Action: sts:AssumeRole

An image from another registry has to be copied into ECR.

## When not to use it
There is no case for a value that is refused.

## Known limits
Values that a function, a variable without a default or another stack gives are not known, and not reported; the default of a
parameter is reported with less confidence. Roles in other stacks and folders are not read. Routes are known for FastAPI, Starlette,
Flask, Quart and Bottle only.
"""

from __future__ import annotations

from collections.abc import Iterator

from runready_linter.facts import ServiceFacts
from runready_linter.findings import Confidence, Evidence, Finding, Severity
from runready_linter.forms import shown
from runready_linter.link.belonging import belonging
from runready_linter.link.project import Project
from runready_linter.rule import Example, Rule
from runready_rules import platforms
from runready_rules.configurations import sure
from runready_rules.registries import registry_of
from runready_rules.routes import is_served, runs_python, served_paths
from runready_rules.sizes import Refused, of_scaling, of_service
from runready_rules.trust import trust_of


def check(project: Project) -> Iterator[Finding]:
    """One finding for each value that is refused."""
    if not project.services and not project.manifests.resources:
        return
    profile = platforms.of(project)
    refused: list[Refused] = []
    for service in project.services:
        refused += [*of_service(service, profile), *_registry(service, profile.instances.image_registries.value)]
    if project.services or _read_here(project):
        for followed in project.manifests.resources:
            refused += of_scaling(followed, profile.instances)
    for value in refused:
        yield RULE.finding(
            project.span(value.path, value.loc), value.message, help=value.help, confidence=sure(*value.rests_on)
        )
    yield from _roles(project, profile)
    yield from _unserved(project)


def _unserved(project: Project) -> Iterator[Finding]:
    """Health checks of a path that the application answers with an error, as far as all of its routes are known."""
    for service in project.services:
        health = service.health
        path, protocol = health.path, health.protocol
        if path is None or protocol is None or path.known is None or protocol.known != "HTTP":
            continue
        routes = project.derive(served_paths)
        if routes is None or is_served(path.text, routes) or not runs_python(project):
            continue
        if service.image is not None and not any(service in s for s in project.derive(belonging).values()):
            continue
        word = path.text.rstrip("/").rpartition("/")[2].encode()
        if word and any(word in (project.read(p) or b"") for p in project.python if project.serves(p)):
            # It is spoken of somewhere: whoever does may serve it.
            continue
        yield RULE.finding(
            project.span(service.path, path.loc),
            f"the health check asks for {shown(path.text)}, which no route of the application serves",
            help="name the path of a route that answers 200, or add one",
            severity=Severity.WARNING,
            confidence=Confidence.MEDIUM,
        )


def _read_here(project: Project) -> bool:
    """Whether the platform reads what infrastructure code says of services."""
    return bool(project.platform.reads & {"AWS::AppRunner::Service", "aws_apprunner_service"})


def _registry(service: ServiceFacts, registries: tuple[str, ...]) -> Iterator[Refused]:
    """The image's registry, and the kind that the configuration says it is."""
    image = service.image
    if image is None or "*" in registries:
        return
    said, identifier = image.repository_type, image.identifier
    if said is not None and said.known is not None and said.text not in registries:
        message = f"there is no kind of image repository {shown(said.text)}"
        yield Refused(service.path, said.loc, message, f"write {' or '.join(registries)}", (said,))
        said = None
    if identifier is None or not identifier.text.strip():
        return
    kind, host = registry_of(identifier.text.strip())
    if host and not kind:
        yield Refused(
            service.path,
            identifier.loc,
            f"the image comes from {shown(host)}: App Runner pulls from Amazon ECR and ECR Public only",
            "copy the image into ECR, and name it there",
            (identifier,),
        )
    elif kind and said is not None and said.known is not None and said.text != kind:
        message = f"the image is one of {kind}, and not of {said.text}"
        yield Refused(service.path, said.loc, message, f"write {kind}", (said, identifier))


def _roles(project: Project, profile: platforms.Profile) -> Iterator[Finding]:
    """Roles whose trust policy does not name the service that has to take them, each once."""
    told: set[tuple[str, int]] = set()
    tasks, build = profile.role.instance_principal.value, profile.role.access_principal.value
    for service in project.services:
        for role, needed, use in (
            (service.instance_role, tasks, "instance role"),
            (service.access_role, build, "access role"),
        ):
            found = trust_of(project, service.path, role) if role is not None else None
            if role is None or found is None or any(s.text in (needed, "*") for s in found.services):
                continue
            at = project.span(found.path, found.services[0].loc)
            if (at.path, at.line) not in told:
                told.add((at.path, at.line))
                named = " and ".join(shown(s.text) for s in found.services)
                yield RULE.finding(
                    at,
                    f"the {use} of {shown(service.name)} trusts {named}, but it is {needed} that has to take it",
                    help=f"name {needed} as the principal, in a role of its own for each of the two uses",
                    evidence=[Evidence(service.path, role.loc.line, f"it is used as the {use} here")],
                )


_TEMPLATE = (
    "Resources:\n  Web:\n    Type: AWS::AppRunner::Service\n    Properties:\n      SourceConfiguration:\n        ImageRepository:\n"
    "          ImageIdentifier: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:1\n          ImageRepositoryType: ECR\n"
)
_TERRAFORM = (
    'resource "aws_apprunner_service" "web" {\n  service_name = "web"\n  source_configuration {\n    image_repository {\n'
    '      image_identifier      = "public.ecr.aws/shop/web:1"\n      image_repository_type = "ECR_PUBLIC"\n    }\n  }\n'
)
_SIZE = "      InstanceConfiguration:\n        Cpu: 1 vCPU\n"
_ROLE = (
    "  Role:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Statement:\n          - Effect: Allow\n"
    "            Action: sts:AssumeRole\n            Principal:\n"
)

_ROUTES = (
    'from flask import Blueprint, Flask\n\napp = Flask(__name__)\napi = Blueprint("api", __name__)\n\n\n@api.get("/health")\ndef health():\n'
    '    return "ok"\n\n\napp.register_blueprint(api, url_prefix="/api")\n'
)

RULE = Rule(
    code="AR705",
    name="unsupported-value",
    clause="framework",
    severity=Severity.ERROR,
    check=check,
    doc=__doc__,
    needles=(b"AWS::AppRunner::", b"aws_apprunner_"),
    bad=(
        Example("a pair that there is not", (("template.yaml", _TEMPLATE + _SIZE + "        Memory: 8 GB  # <- AR705\n"),)),
        Example(
            "a number of vCPU without its unit",
            (("main.tf", _TERRAFORM + '  instance_configuration {\n    cpu    = "1"  # <- AR705\n    memory = "2048"\n  }\n}\n'),),
        ),
        Example(
            "a health check out of range",
            (
                (
                    "template.yaml",
                    _TEMPLATE + "      HealthCheckConfiguration:\n        Protocol: HTTPS  # <- AR705\n        Interval: 30  # <- AR705\n        Timeout: 5\n",
                ),
            ),
        ),
        Example(
            "another registry",
            (("template.yaml", _TEMPLATE.replace("123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:1", "docker.io/library/nginx:1.27  # <- AR705")),),
        ),
        Example(
            "sizes of auto scaling",
            (
                (
                    "main.tf",
                    (
                        'resource "aws_apprunner_auto_scaling_configuration_version" "web" {\n  auto_scaling_configuration_name = "web"\n'
                        "  max_concurrency = 500  # <- AR705\n  max_size        = 3\n  min_size        = 5  # <- AR705\n}\n"
                    ),
                ),
            ),
        ),
        Example(
            "a health check of a path that nothing serves, as a warning",
            (
                ("main.tf", _TERRAFORM + '  health_check_configuration {\n    protocol = "HTTP"\n    path     = "/ping"  # <- AR705\n  }\n}\n'),
                ("Dockerfile", 'FROM python:3.12-slim\nCOPY . .\nCMD ["gunicorn", "main:app"]\n'),
                ("main.py", _ROUTES),
            ),
        ),
        Example(
            "the access role's principal in the instance role",
            (
                (
                    "template.yaml",
                    _TEMPLATE + "      InstanceConfiguration:\n        InstanceRoleArn: !GetAtt Role.Arn\n" + _ROLE
                    + "              Service: build.apprunner.amazonaws.com  # <- AR705\n",
                ),
            ),
        ),
        Example(
            "the same by a policy document of Terraform",
            (
                (
                    "main.tf",
                    _TERRAFORM + "  instance_configuration {\n    instance_role_arn = aws_iam_role.web.arn\n  }\n}\n"
                    'resource "aws_iam_role" "web" {\n  assume_role_policy = data.aws_iam_policy_document.trust.json\n}\n'
                    'data "aws_iam_policy_document" "trust" {\n  statement {\n    actions = ["sts:AssumeRole"]\n    principals {\n      type = "Service"\n'
                    '      identifiers = ["ecs-tasks.amazonaws.com"]  # <- AR705\n    }\n  }\n}\n',
                ),
            ),
        ),
    ),
    good=(
        Example(
            "a health check of a path that is served, below a prefix too",
            (
                ("main.tf", _TERRAFORM + '  health_check_configuration {\n    protocol = "HTTP"\n    path     = "/api/health"\n  }\n}\n'),
                ("Dockerfile", 'FROM python:3.12-slim\nCOPY . .\nCMD ["gunicorn", "main:app"]\n'),
                ("main.py", _ROUTES),
            ),
        ),
        Example("a pair that there is", (("template.yaml", _TEMPLATE + _SIZE + "        Memory: 3 GB\n"),)),
        Example(
            "in small units",
            (("main.tf", _TERRAFORM + '  instance_configuration {\n    cpu    = "256"\n    memory = 512\n  }\n}\n'),),
        ),
        Example(
            "values that are not known",
            (
                (
                    "main.tf",
                    'variable "cpu" {}\n' + _TERRAFORM + "  instance_configuration {\n    cpu    = var.cpu\n    memory = \"12 GB\"\n  }\n}\n",
                ),
            ),
        ),
        Example(
            "a health check in its range",
            (
                (
                    "template.yaml",
                    _TEMPLATE + "      HealthCheckConfiguration:\n        Protocol: HTTP\n        Path: /\n        Interval: 20\n        UnhealthyThreshold: 20\n",
                ),
            ),
        ),
        Example(
            "a role for both uses",
            (
                (
                    "template.yaml",
                    _TEMPLATE + "        AuthenticationConfiguration:\n          AccessRoleArn: !GetAtt Role.Arn\n      InstanceConfiguration:\n"
                    "        InstanceRoleArn: !GetAtt Role.Arn\n" + _ROLE
                    + "              Service: [build.apprunner.amazonaws.com, tasks.apprunner.amazonaws.com]\n",
                ),
            ),
        ),
    ),
)  # fmt: skip
