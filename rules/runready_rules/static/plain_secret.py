"""A secret is given to the service as a plain variable, and not as a reference to where secrets are kept.

## What it does
Looks at the variables of a service configuration: `run.env` in `apprunner.yaml`, `RuntimeEnvironmentVariables` in CloudFormation,
`runtime_environment_variables` in Terraform. A literal is a secret by the name of the variable (`DB_PASSWORD`, `SECRET_KEY`, `API_TOKEN`),
by a password in a URL or a connection string, or by the shape of a well-known token or a private key. It never prints what it found.

## Why it matters on App Runner
Plain variables are shown to whoever may describe the service, and stand in the repository and its history. A secret that is
referenced is read when an instance is deployed, with the instance role, and shown nowhere.

## How to fix
Make the secret invalid, since it has been published. Keep the new one in Secrets Manager or Parameter Store, and refer to it:

    secrets:
      - name: DB_PASSWORD
        value-from: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/db:password::"

`RuntimeEnvironmentSecrets` in CloudFormation and `runtime_environment_secrets` in Terraform take the same. The instance role needs
`secretsmanager:GetSecretValue` or `ssm:GetParameters` for it.

## When not to use it
For a value that looks like a secret and is public, such as a key that is sent to every browser.

## Known limits
What a variable of Terraform, a parameter without a default, a dynamic reference (`{{resolve:secretsmanager:...}}`) or a function
gives is left alone, and so are values that say that they stand in for a secret (`changeme`). AWS keys are AR501. Variables of the
build are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from runready_linter.facts import Scalar, ServiceFacts
from runready_linter.findings import Finding, Severity
from runready_linter.link.project import Project
from runready_linter.rule import Example, Rule
from runready_rules.aws.keys import of_aws
from runready_rules.configurations import key, sure
from runready_rules.secrets.values import is_secret


def check(project: Project) -> Iterator[Finding]:
    """One finding for each variable of a service configuration that holds a literal secret."""
    for service in project.services:
        for variable in service.env:
            if variable.value is not None and _is_secret(variable.name.text, variable.value):
                yield _finding(project, service, variable.name.text, variable.value)


def _is_secret(name: str, value: Scalar) -> bool:
    if value.kind == "unknown":
        # The literal parts of a text may hold a password all the same: postgres://shop:s3cr3t@${host}/shop.
        return "${" in value.text and is_secret("", value.text)
    text = value.text.strip()
    return "{{resolve:" not in text and not of_aws(name, text) and value.kind != "bool" and is_secret(name, text)


def _finding(project: Project, service: ServiceFacts, name: str, value: Scalar) -> Finding:
    return RULE.finding(
        project.span(service.path, value.loc),
        f"{name} is a secret, written as a plain variable of the service",
        help=f"keep it in Secrets Manager or Parameter Store, and refer to it under {key(service, 'secrets')}",
        confidence=sure(value),
    )


_SERVICE = (
    "version: 1.0\nruntime: python311\nbuild:\n  commands:\n    build:\n      - pip install -r requirements.txt\nrun:\n"
    "  command: gunicorn app:app\n"
)
_TEMPLATE = (
    "Resources:\n  Web:\n    Type: AWS::AppRunner::Service\n    Properties:\n      SourceConfiguration:\n        ImageRepository:\n"
    "          ImageIdentifier: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:1\n          ImageRepositoryType: ECR\n"
    "          ImageConfiguration:\n"
)
_TERRAFORM = (
    'resource "aws_apprunner_service" "web" {\n  service_name = "web"\n  source_configuration {\n    image_repository {\n'
    '      image_identifier      = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:1"\n      image_repository_type = "ECR"\n'
    "      image_configuration {\n"
)
_END = "      }\n    }\n  }\n}\n"

RULE = Rule(
    code="AR704",
    name="plain-secret",
    secret=True,
    clause="environment",
    severity=Severity.ERROR,
    check=check,
    doc=__doc__,
    needles=(b"env", b"AWS::AppRunner::", b"aws_apprunner_"),
    bad=(
        Example(
            "in apprunner.yaml",
            (("apprunner.yaml", _SERVICE + "  env:\n    - name: DB_PASSWORD\n      value: w7-rL0x-qq41  # <- AR704\n"),),
        ),
        Example(
            "a password in a URL",
            (
                (
                    "apprunner.yaml",
                    _SERVICE + "  env:\n    - name: DATABASE_URL\n      value: postgres://shop:Tr0ub4dor@db.internal/shop  # <- AR704\n",
                ),
            ),
        ),
        Example(
            "in a template",
            (
                (
                    "template.yaml",
                    _TEMPLATE + "            RuntimeEnvironmentVariables:\n              - Name: SECRET_KEY\n                Value: 9f3c1e77ab02d4  # <- AR704\n",
                ),
            ),
        ),
        Example(
            "the default of a parameter",
            (
                (
                    "template.yaml",
                    "Parameters:\n  Token:\n    Type: String\n    Default: t0k-8812-aa90-77\n" + _TEMPLATE
                    + "            RuntimeEnvironmentVariables:\n              - {Name: API_TOKEN, Value: !Ref Token}  # <- AR704\n",
                ),
            ),
        ),
        Example(
            "in Terraform",
            (
                (
                    "main.tf",
                    _TERRAFORM + '        runtime_environment_variables = {\n          API_KEY = "k-55fe2a90b1cc"  # <- AR704\n        }\n' + _END,
                ),
            ),
        ),
        Example(
            "in Terraform, in a text with references",
            (
                (
                    "main.tf",
                    _TERRAFORM + '        runtime_environment_variables = {\n          DATABASE_URL = "postgres://shop:Tr0ub4dor@${aws_db_instance.db.address}/shop"  # <- AR704\n        }\n' + _END,
                ),
            ),
        ),
    ),
    good=(
        Example(
            "a reference",
            (("apprunner.yaml", _SERVICE + "  secrets:\n    - name: DB_PASSWORD\n      value-from: /shop/db/password\n"),),
        ),
        Example(
            "what only says something about secrets",
            (
                (
                    "apprunner.yaml",
                    _SERVICE + "  env:\n    - {name: SECRET_NAME, value: prod/shop/db}\n    - {name: DB_SECRET_ARN, value: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:db'}\n"
                    "    - {name: TOKEN_URL, value: 'https://auth.shop.example/token'}\n    - {name: ACCESS_TOKEN_EXPIRE_MINUTES, value: 30}\n",
                ),
            ),
        ),
        Example(
            "a placeholder",
            (("apprunner.yaml", _SERVICE + "  env:\n    - name: SECRET_KEY\n      value: changeme\n"),),
        ),
        Example(
            "references of a template",
            (
                (
                    "template.yaml",
                    "Parameters:\n  Key: {Type: String, NoEcho: true}\n" + _TEMPLATE + "            RuntimeEnvironmentVariables:\n              - {Name: SECRET_KEY, Value: !Ref Key}\n"
                    "              - {Name: DB_PASSWORD, Value: '{{resolve:secretsmanager:shop/db:SecretString:password}}'}\n"
                    "            RuntimeEnvironmentSecrets:\n              - {Name: API_TOKEN, Value: !Ref TokenSecret}\n",
                ),
            ),
        ),
        Example(
            "variables of Terraform, and references",
            (
                (
                    "main.tf",
                    'variable "secret_key" {\n  type      = string\n  sensitive = true\n}\n' + _TERRAFORM
                    + "        runtime_environment_variables = {\n          SECRET_KEY = var.secret_key\n        }\n"
                    + "        runtime_environment_secrets = {\n          DB_PASSWORD = aws_secretsmanager_secret.db.arn\n        }\n" + _END,
                ),
            ),
        ),
    ),
)  # fmt: skip
