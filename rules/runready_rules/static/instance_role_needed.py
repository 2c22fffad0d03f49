"""The code calls AWS: the instance role must allow these actions.

## What it does
Follows the clients and resources of boto3, aioboto3 and aiobotocore from where they are made to the calls that are made
with them, paginators, waiters and presigned URLs too, and tells the actions that each call needs: once for each action and
file. A service whose actions it does not know is told as `service:Operation unknown`.

## Why it matters on App Runner
Code on an instance has the credentials of the service's instance role, and no others. A service is created without one
unless you name it; each call then fails with `NoCredentialsError` or `AccessDenied`, at the first request that needs it.

## How to fix
Give the service an instance role whose policy allows the actions, on the resources that the code uses:

    {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": "arn:aws:s3:::my-bucket/*"}

Its trust policy names `tasks.apprunner.amazonaws.com`. The finding asks for nothing in the code.

## When not to use it
When the role is known to allow what the code needs: the finding is information, for who writes the policy.

## Known limits
Clients whose service is not a literal, and clients of emulators and other vendors (`endpoint_url`), are left alone. So is what
other libraries call on their own (storage backends, brokers), what a bucket's encryption asks of KMS, and what is called
through a name that is built at run time. A presigned URL is told by what it allows. Clients with the credentials of another
account's role are told like others; a call that any role may make (`sts:GetCallerIdentity`) needs a role all the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from runready_linter.findings import Finding, Severity
from runready_linter.link.project import Project
from runready_linter.rule import Example, Rule
from runready_rules.aws.clients import AwsCall, aws_calls


def check(project: Project) -> Iterator[Finding]:
    """One finding for each action and file, at the first call that needs it."""
    told: set[tuple[str, str]] = set()
    for call in project.derive(aws_calls):
        new = [a for a in _actions(call) if (call.span.path, a) not in told]
        if new:
            told.update((call.span.path, a) for a in new)
            yield RULE.finding(call.span, _message(call, new), help=_help(call, new))


def _actions(call: AwsCall) -> tuple[str, ...]:
    if call.actions == ():
        return (f"{call.service}:{call.operation}",)
    return call.actions if call.actions is not None else (f"{call.service}:{call.operation} unknown",)


def _message(call: AwsCall, actions: list[str]) -> str:
    if call.actions == ():
        return f"calls AWS: {actions[0]} needs an instance role, whatever it allows"
    if call.actions is None:
        return f"calls AWS: {actions[0]}: the instance role must allow what it needs, which is not known here"
    return f"calls AWS: the instance role must allow {', '.join(actions)}"


def _help(call: AwsCall, actions: list[str]) -> str:
    if call.actions == ():
        return "give the service an instance role: without one the call fails with NoCredentialsError"
    if call.actions is None:
        return f"look the action of {call.operation} up in the service authorization reference, and allow it in the role's policy"
    return f"allow {', '.join(actions)} in the policy of the service's instance role"


_S3 = 'import boto3\n\ns3 = boto3.client("s3")\n\n\n'

RULE = Rule(
    code="AR504",
    name="instance-role-needed",
    clause="instance-role",
    severity=Severity.INFO,
    check=check,
    doc=__doc__,
    needles=(b"boto3", b"botocore"),
    bad=(
        Example(
            "a client's operations, each action once",
            (
                (
                    "files.py",
                    _S3
                    + 'def load(key):\n    return s3.get_object(Bucket="b", Key=key)["Body"].read()  # <- AR504\n\n\n'
                    + 'def size(key):\n    return s3.head_object(Bucket="b", Key=key)["ContentLength"]\n\n\n'
                    + 'def save(key, data):\n    s3.put_object(Bucket="b", Key=key, Body=data)  # <- AR504\n',
                ),
            ),
        ),
        Example(
            "a table of a resource, in another file",
            (
                ("db.py", 'import boto3\n\ntable = boto3.resource("dynamodb").Table("jobs")\n'),
                (
                    "views.py",
                    'from db import table\n\n\ndef job(request, key):\n    return table.get_item(Key={"id": key})  # <- AR504\n',
                ),
            ),
        ),
        Example(
            "paginators and waiters",
            (
                (
                    "listing.py",
                    _S3
                    + "def names():\n"
                    + '    for page in s3.get_paginator("list_objects_v2").paginate(Bucket="b"):  # <- AR504\n'
                    + "        yield from page\n\n\n"
                    + 'def wait(key):\n    s3.get_waiter("object_exists").wait(Bucket="b", Key=key)  # <- AR504\n',
                ),
            ),
        ),
        Example(
            "an operation that any role may call",
            (
                (
                    "who.py",
                    'import boto3\n\n\ndef who():\n    return boto3.client("sts").get_caller_identity()["Account"]  # <- AR504\n',
                ),
            ),
        ),
        Example(
            "asynchronously",
            (
                (
                    "queue.py",
                    ("import aioboto3\n\nsession = aioboto3.Session()\n\n\nasync def send(text):\n"
                    '    async with session.client("sqs") as sqs:\n'
                    '        await sqs.send_message(QueueUrl="q", MessageBody=text)  # <- AR504\n'),
                ),
            ),
        ),
        Example(
            "a service whose actions are not known here",
            (
                (
                    "places.py",
                    ('import boto3\n\n\ndef find(text):\n    return boto3.client("location").search_place_index_for_text(  # <- AR504\n'
                    '        IndexName="places", Text=text)\n'),
                ),
            ),
        ),
    ),
    good=(
        Example(
            "an emulator",
            (
                (
                    "db.py",
                    ('import boto3\n\ndb = boto3.client("dynamodb", endpoint_url="http://localhost:8000")\n\n\n'
                    'def get(key):\n    return db.get_item(TableName="t", Key={"id": {"S": key}})\n'),
                ),
            ),
        ),
        Example(
            "methods of other things that are named alike",
            (
                (
                    "store.py",
                    ('import boto3\nimport redis\n\nSESSION = boto3.Session(region_name="eu-west-1")\nqueue = redis.Redis()\n\n\n'
                    "def put_object(key, data):\n    queue.set(key, data)\n\n\ndef save(item):\n    item.store.put_object(1, 2)\n"),
                ),
            ),
        ),
        Example(
            "a client that calls nothing, and its exceptions",
            (
                (
                    "client.py",
                    _S3 + "def is_missing(error):\n    return isinstance(error, s3.exceptions.NoSuchKey)\n",
                ),
            ),
        ),
        Example(
            "an operation that is not signed",
            (
                (
                    "login.py",
                    ('import boto3\n\n\ndef login(name, password):\n    return boto3.client("cognito-idp").initiate_auth(\n'
                    '        AuthFlow="USER_PASSWORD_AUTH", AuthParameters={"USERNAME": name, "PASSWORD": password}, ClientId="c")\n'),
                ),
            ),
        ),
        Example(
            "a script",
            (("scripts/upload.py", 'import boto3\n\nboto3.client("s3").upload_file("a", "b", "c")\n'),),
        ),
    ),
)  # fmt: skip
