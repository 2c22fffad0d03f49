"""The code calls an AWS action that the instance role's policy does not allow.

## What it does
Lays the actions that the code's calls of AWS need (AR504 lists them) beside the policy of the instance role, which
`runready.yaml` names:

    service:
      role_policy: iam/instance-role.json

Wildcards, `NotAction`, explicit denies and conditions are understood. An action that no statement allows is reported, once for
each action and file, and so is one that a statement refuses on every resource.

## Why it matters on App Runner
Code on an instance has the credentials of the instance role, and no others. A call that the role does not allow fails with
`AccessDenied` at the first request that needs it: the deployment is green, and the feature is broken.

## How to fix
Allow the action, on the resources that the code uses:

    {"Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::my-bucket/*"}

## When not to use it
When the role has further policies that the project does not hold: name all of them, as a list, or leave the key out.

## Known limits
Which resources a call reaches is not followed: an action that is allowed somewhere counts as allowed. An action that is allowed
under a condition only is not reported, since the condition may hold. Permission boundaries and policies of the organisation or
of the resource itself are not known. A call whose action is not known is left to AR504.
"""

from __future__ import annotations

from collections.abc import Iterator

from runready_linter.findings import Evidence, Finding, Severity
from runready_linter.link.project import Project
from runready_linter.rule import Example, Rule
from runready_rules.aws.clients import AwsCall, aws_calls
from runready_rules.aws.policy import Answer, Policy, Statement, joined
from runready_rules.aws.role_policies import role_policies


def check(project: Project) -> Iterator[Finding]:
    """One finding for each action and file, at the first call that needs what the role does not allow."""
    calls = project.derive(aws_calls)
    policies = project.derive(role_policies) if calls else None
    if policies is None:
        return
    told: set[tuple[str, str]] = set()
    for call in calls:
        for action in call.actions or ():
            answer, policy, statement = joined(policies, action)
            if answer in (Answer.MISSING, Answer.DENIED) and (call.span.path, action) not in told:
                told.add((call.span.path, action))
                yield _finding(call, action, policies, policy, statement)


def _finding(
    call: AwsCall, action: str, policies: tuple[Policy, ...], policy: Policy | None, statement: Statement | None
) -> Finding:
    if policy is not None and statement is not None:
        return RULE.finding(
            call.span,
            f"{call.operation} needs {action}, which the instance role's policy refuses",
            help="take the action out of the statement that denies it",
            evidence=[Evidence(policy.path, statement.loc.line, f"denies {action} on every resource")],
        )
    names = " and ".join(p.path for p in policies)
    return RULE.finding(
        call.span,
        f"{call.operation} needs {action}, which the instance role's policy does not allow",
        help=f"allow {action} in {names}",
        evidence=[Evidence(p.path, 1, f"no statement allows {action}") for p in policies],
    )


_CONFIG = ("runready.yaml", "service:\n  role_policy: policy.json\n")
_CODE = 'import boto3\n\ns3 = boto3.client("s3")\n\n\ndef save(key, data):\n    s3.put_object(Bucket="b", Key=key, Body=data)'


def _policy(*statements: str) -> tuple[str, str]:
    return ("policy.json", '{{"Version": "2012-10-17", "Statement": [\n  {}\n]}}\n'.format(",\n  ".join(statements)))


_READ = '{"Effect": "Allow", "Action": ["s3:GetObject", "s3:List*"], "Resource": "*"}'
_ALL = '{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}'

RULE = Rule(
    code="AR503",
    name="missing-action",
    clause="instance-role",
    severity=Severity.ERROR,
    check=check,
    doc=__doc__,
    needles=(b"boto3", b"botocore"),
    bad=(
        Example("no statement allows it", (_CONFIG, _policy(_READ), ("app.py", _CODE + "  # <- AR503\n"))),
        Example(
            "it is denied",
            (
                _CONFIG,
                _policy(_ALL, '{"Effect": "Deny", "Action": "s3:Put*", "Resource": "*"}'),
                ("app.py", _CODE + "  # <- AR503\n"),
            ),
        ),
        Example(
            "all but what the code needs",
            (
                _CONFIG,
                _policy('{"Effect": "Allow", "NotAction": ["s3:PutObject", "iam:*"], "Resource": "*"}'),
                ("app.py", _CODE + "  # <- AR503\n"),
            ),
        ),
        Example(
            "once for each file, and a resource's call too",
            (
                _CONFIG,
                _policy('{"Effect": "Allow", "Action": "dynamodb:GetItem", "Resource": "*"}'),
                (
                    "app.py",
                    (
                        'import boto3\n\ntable = boto3.resource("dynamodb").Table("jobs")\n\n\n'
                        "def job(request, key):\n"
                        '    item = table.get_item(Key={"id": key})\n'
                        "    table.put_item(Item=item)  # <- AR503\n"
                        "    table.put_item(Item=item)\n"
                    ),
                ),
            ),
        ),
    ),
    good=(
        Example("a wildcard allows it", (_CONFIG, _policy(_ALL), ("app.py", _CODE + "\n"))),
        Example(
            "upper and lower case are the same",
            (
                _CONFIG,
                _policy('{"Effect": "Allow", "Action": "S3:putobject", "Resource": "arn:aws:s3:::b/*"}'),
                ("app.py", _CODE + "\n"),
            ),
        ),
        Example(
            "a second policy of the role",
            (
                ("runready.yaml", "service:\n  role_policy: [policy.json, write.json]\n"),
                _policy(_READ),
                ("write.json", '{"Statement": {"Effect": "Allow", "Action": "s3:PutObject", "Resource": "*"}}'),
                ("app.py", _CODE + "\n"),
            ),
        ),
        Example(
            "under a condition, and denied on another resource only",
            (
                _CONFIG,
                _policy(
                    '{"Effect": "Allow", "Action": "s3:PutObject", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "true"}}}',
                    '{"Effect": "Deny", "Action": "s3:*", "Resource": "arn:aws:s3:::logs/*"}',
                ),
                ("app.py", _CODE + "\n"),
            ),
        ),
        Example("no policy is named", (_policy(_READ), ("app.py", _CODE + "\n"))),
    ),
)
