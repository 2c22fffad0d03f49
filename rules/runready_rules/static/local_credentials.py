"""AWS credentials are taken from a profile, a shared credentials file or EC2's metadata, which an instance does not have.

## What it does
Looks for a profile that a session is told to use (`profile_name=`, `AWS_PROFILE` set in code, in the image or by a start
script), for a shared credentials file that is named or read, and for credentials that are asked of EC2's metadata address. A name
that may be none, and one that only a development branch uses, are left alone.

## Why it matters on App Runner
An instance has no `~/.aws`, and no EC2 metadata: its role's credentials come from an address of their own, which the default
chain of the SDK knows. `ProfileNotFound` is raised when the session is made; a request to 169.254.169.254 finds nobody.

## How to fix
Let the default chain find the credentials, and choose a profile outside of the code where one is needed:

    session = boto3.Session()

    $ AWS_PROFILE=dev flask run

## When not to use it
For a service that brings a configuration file with a profile of its own, whose credentials come from the role
(`credential_source = EcsContainer`).

## Known limits
Requests to the metadata address for other data (the zone, the host name) are left alone, although they fail as well. A profile
named by a variable without a default is taken for none.
"""

from __future__ import annotations

from collections.abc import Iterator

from runready_linter.findings import Evidence, Finding, Severity
from runready_linter.link.project import Project
from runready_linter.rule import Example, Rule
from runready_rules.aws.local_sources import LocalSource, local_sources


def check(project: Project) -> Iterator[Finding]:
    """One finding for each place that credentials are taken from."""
    for source in project.derive(local_sources):
        yield RULE.finding(source.span, _message(source), help=_HELP, evidence=_evidence(source))


def _message(source: LocalSource) -> str:
    return f"AWS credentials are taken from {source.what}, which an instance does not have: its role's come by the default chain"


def _evidence(source: LocalSource) -> Iterator[Evidence]:
    if (source.used.path, source.used.line) != (source.span.path, source.span.line):
        yield Evidence(source.used.path, source.used.line, "it is used here")


_HELP = "leave it out, so that the SDK's default chain finds the instance role; set AWS_PROFILE outside for development"

RULE = Rule(
    code="AR502",
    name="local-credentials",
    clause="instance-role",
    severity=Severity.ERROR,
    check=check,
    doc=__doc__,
    needles=(b"profile", b"AWS_PROFILE", b"AWS_DEFAULT_PROFILE", b"AWS_SHARED", b".aws", b"169.254", b"Metadata", b"Provider",
             b"CMD", b"ENTRYPOINT", b"cmd", b"entrypoint", b"Cmd", b"Entrypoint", b"command"),
    bad=(
        Example(
            "a profile's name",
            (("app.py", 'import boto3\n\nsession = boto3.Session(profile_name="production")  # <- AR502\n'),),
        ),
        Example(
            "a profile by default",
            (
                (
                    "aws.py",
                    (
                        "import os\nimport boto3\n\n"
                        'PROFILE = os.environ.get("AWS_PROFILE", "default")  # <- AR502\n'
                        "s3 = boto3.session.Session(profile_name=PROFILE).client('s3')\n"
                    ),
                ),
            ),
        ),
        Example(
            "set for the process",
            (("app.py", 'import os\n\nos.environ["AWS_PROFILE"] = "prod"  # <- AR502\n'),),
        ),
        Example(
            "in the image",
            (
                (
                    "Dockerfile",
                    (
                        "FROM python:3.12-slim\nCOPY aws /etc/aws\n"
                        "ENV AWS_SHARED_CREDENTIALS_FILE=/etc/aws/credentials  # <- AR502\n"
                        'CMD ["gunicorn", "app:app"]\n'
                    ),
                ),
            ),
        ),
        Example(
            "EC2's metadata",
            (
                (
                    "creds.py",
                    (
                        'import requests\n\nURL = "http://169.254.169.254/latest/meta-data/iam/security-credentials/"  # <- AR502\n\n\n'
                        "def credentials(role):\n    return requests.get(URL + role, timeout=2).json()\n"
                    ),
                ),
            ),
        ),
        Example(
            "the shared file itself",
            (
                (
                    "creds.py",
                    (
                        "import configparser\nimport os\n\n\ndef keys():\n    parser = configparser.ConfigParser()\n"
                        '    parser.read(os.path.expanduser("~/.aws/credentials"))  # <- AR502\n'
                        '    return parser["default"]\n'
                    ),
                ),
            ),
        ),
    ),
    good=(
        Example("the default chain", (("app.py", "import boto3\n\nsession = boto3.Session()\n"),)),
        Example(
            "a profile only where a variable names one",
            (
                (
                    "app.py",
                    'import os\nimport boto3\n\nsession = boto3.Session(profile_name=os.environ.get("AWS_PROFILE"))\n',
                ),
            ),
        ),
        Example(
            "a profile in development",
            (
                (
                    "app.py",
                    (
                        "import os\nimport boto3\n\n"
                        'if os.environ.get("APP_ENV") == "development":\n    session = boto3.Session(profile_name="dev")\n'
                        "else:\n    session = boto3.Session()\n"
                    ),
                ),
            ),
        ),
        Example(
            "an address that nobody may be sent to",
            (
                (
                    "fetch.py",
                    (
                        "import requests\n\n"
                        'FORBIDDEN = {"169.254.169.254", "127.0.0.1"}\n\n\n'
                        "def fetch(host):\n    if host in FORBIDDEN:\n        raise ValueError(host)\n"
                        '    return requests.get("https://" + host, timeout=5)\n'
                    ),
                ),
            ),
        ),
        Example(
            "a user's profile",
            (
                (
                    "views.py",
                    'class Session:\n    def __init__(self, profile_name=None):\n        self.profile_name = profile_name\n\n\nsession = Session(profile_name="ada")\n',
                ),
            ),
        ),
    ),
)  # fmt: skip
