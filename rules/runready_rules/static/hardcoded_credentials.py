"""AWS keys stand in the source, in the image or in a start script.

## What it does
Looks for literals that reach a parameter for AWS credentials (boto3, aioboto3, botocore, boto, s3fs, signers of requests), by
position too and through constants and a variable's default; for literals written into `AWS_ACCESS_KEY_ID` and its kin, in code,
by `ENV` and `ARG` of a container file, and by a start script; and for literals of a key's shape anywhere in the code of the
service. It never prints what it found. A pair of an id and a secret is one finding, at the secret.

## Why it matters on App Runner
An instance has the credentials of its instance role, short-lived and renewed for you. A key in the source or the image is
given to whoever can read either, outlives every deployment, and is used instead of the role.

## How to fix
Make the key invalid in IAM: it has been published. Then hand no credentials over, so that the default chain finds the role:

    s3 = boto3.client("s3")

For another account, assume a role in it with the instance role. For another vendor, take the key from a secret of the service
configuration.

## When not to use it
For an emulator whose address is not a literal and which takes any key; a word such as `test` says it best.

## Known limits
A key that is not of AWS's shape, handed to a client with an `endpoint_url` that is not known, is taken for another vendor's.
Configuration files and templates are not read.
"""

from __future__ import annotations

from collections.abc import Iterator

from runready_linter.findings import Evidence, Finding, Severity
from runready_linter.link.project import Project
from runready_linter.rule import Example, Rule
from runready_rules.aws.keys import PARTS, Key, keys


def check(project: Project) -> Iterator[Finding]:
    """One finding for each credential."""
    for key in project.derive(keys):
        evidence = []
        if key.used is not None and (key.used.path, key.used.line) != (key.span.path, key.span.line):
            evidence.append(Evidence(key.used.path, key.used.line, "it is handed to AWS's library here"))
        yield RULE.finding(key.span, _message(key), help=_HELP, evidence=evidence)


def _message(key: Key) -> str:
    default = f" as the default of {key.variable}" if key.variable else ""
    return f"AWS credentials are written here ({PARTS[key.part]}{default}), and are used instead of the instance role"


_HELP = "make the key invalid in IAM, and hand no credentials over: the default chain finds the instance role's"

# Joined here, so that no scanner takes this file for one that holds a key.
_ID = "AKIA" + "Q3EGRZMW5TNVXK2P"
_SECRET = "hT9vQ2mLx7RkW4pZ" + "s8NdY1cJf6UbG3aEoK5iHtBq"
_ASK = 'import boto3\n\n\ndef client():\n    return boto3.client("s3"'

RULE = Rule(
    code="AR501",
    name="hardcoded-credentials",
    clause="instance-role",
    severity=Severity.ERROR,
    check=check,
    secret=True,
    doc=__doc__,
    needles=(
        b"AKIA", b"ASIA", b"boto", b"aws_", b"AWS_", b"s3fs", b"aws4auth", b"storages", b"fsspec", b"ecret",
        b"CMD", b"ENTRYPOINT", b"cmd", b"entrypoint", b"Cmd", b"Entrypoint", b"command",
    ),
    bad=(
        Example(
            "as arguments, once for the pair",
            (
                (
                    "files.py",
                    f'{_ASK},\n        aws_access_key_id="{_ID}",\n        aws_secret_access_key="{_SECRET}",  # <- AR501\n    )\n',
                ),
            ),
        ),
        Example(
            "by position, through constants of another file",
            (
                ("config.py", f'KEY = "{_ID}"\nSECRET = "{_SECRET}"  # <- AR501\n'),
                ("files.py", "import boto3\nimport config\n\nsession = boto3.Session(config.KEY, config.SECRET)\n"),
            ),
        ),
        Example(
            "written into the environment",
            (
                (
                    "app.py",
                    (
                        'import os\n\nos.environ["AWS_ACCESS_KEY_ID"] = "'
                        + _ID
                        + '"\nos.environ["AWS_SECRET_ACCESS_KEY"] = "'
                        + _SECRET
                        + '"  # <- AR501\n'
                    ),
                ),
            ),
        ),
        Example(
            "the default of a variable",
            (
                (
                    "settings.py",
                    (
                        "import os\n\n"
                        f'AWS_SECRET_ACCESS_KEY = os.environ.get("AWS_SECRET_ACCESS_KEY", "{_SECRET}")  # <- AR501\n'
                    ),
                ),
            ),
        ),
        Example(
            "in the image",
            (
                (
                    "Dockerfile",
                    (
                        "FROM python:3.12-slim\n"
                        f"ENV AWS_ACCESS_KEY_ID={_ID}\n"
                        f"ENV AWS_SECRET_ACCESS_KEY={_SECRET}  # <- AR501\n"
                        'CMD ["gunicorn", "app:app"]\n'
                    ),
                ),
            ),
        ),
        Example(
            "a build argument that stays in the image",
            (
                (
                    "Dockerfile",
                    (
                        "FROM python:3.12-slim\nARG AWS_SECRET_ACCESS_KEY\n"
                        "ENV AWS_SECRET_ACCESS_KEY=$AWS_SECRET_ACCESS_KEY  # <- AR501\n"
                        'CMD ["gunicorn", "app:app"]\n'
                    ),
                ),
            ),
        ),
    ),
    good=(
        Example("none handed over", (("files.py", _ASK + ")\n"),)),
        Example(
            "from the environment",
            (
                (
                    "files.py",
                    (
                        "import os\n"
                        + _ASK
                        + ', aws_access_key_id=os.environ["KEY_ID"],\n'
                        + '        aws_secret_access_key=os.getenv("KEY_SECRET", ""))\n'
                    ),
                ),
            ),
        ),
        Example(
            "an emulator's",
            (
                (
                    "files.py",
                    _ASK
                    + ', endpoint_url="http://localhost:9000",\n        aws_access_key_id="storage", aws_secret_access_key="storage99")\n',
                ),
            ),
        ),
        Example(
            "a documented example",
            (
                (
                    "docs.py",
                    'SAMPLE = {"aws_access_key_id": "AKIAIOSFODNN7EXAMPLE", "aws_secret_access_key": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"}\n',
                ),
            ),
        ),
        Example(
            "a placeholder",
            (("files.py", _ASK + ', aws_access_key_id="test", aws_secret_access_key="changeme")\n'),),
        ),
        Example(
            "the name of a secret, and a digest",
            (
                (
                    "app.py",
                    'import boto3\n\nAWS_SECRET_NAME = "prod/app/database"\nRELEASE = "da39a3ee5e6b4b0d3255bfef95601890afd80709"\n',
                ),
            ),
        ),
        Example(
            "a pattern that looks for keys",
            (("scan.py", 'import re\n\nKEY = re.compile(r"(?:AKIA|ASIA)[A-Z0-9]{16}")\n'),),
        ),
        Example(
            "tests",
            (
                (
                    "tests/conftest.py",
                    f'import os\n\nos.environ["AWS_ACCESS_KEY_ID"] = "{_ID}"\nos.environ["AWS_SECRET_ACCESS_KEY"] = "{_SECRET}"\n',
                ),
            ),
        ),
    ),
)  # fmt: skip
