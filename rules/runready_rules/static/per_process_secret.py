"""## What it does
Reports a signing or session key that is made from a random source when the process starts: `SECRET_KEY =
os.urandom(24)`, `app.secret_key = secrets.token_hex()`, `SessionMiddleware(secret_key=uuid4().hex)`,
`Fernet(Fernet.generate_key())`, also where it only stands in for a variable that is not set, and as a settings field's
default.

## Why it matters on App Runner
Every instance makes a key of its own, and a new one after each deployment and restart. A cookie or token that one instance
signed is rejected by the next: users are logged out at random, forms fail their CSRF check, encrypted data cannot be
read again.

## How to fix
Give all instances the same key, as a secret of the service (AWS Secrets Manager or an SSM parameter), and let the start
fail where it is missing:

    app.secret_key = os.environ["SECRET_KEY"]

## When not to use it
For a key that protects something of this process alone and for a short time.

## Known limits
A variable that the image or `apprunner.yaml` sets makes its fallback harmless; what is set elsewhere (the console,
CloudFormation) is not known. A key that a function saves for later is left alone, wherever it saves it, and so is one under
conditions that name tests or development.
"""

from __future__ import annotations

from collections.abc import Iterator

from runready_linter.findings import Evidence, Finding, Severity
from runready_linter.link.project import Project
from runready_linter.link.random_keys import RandomKey, random_keys
from runready_linter.rule import Example, Rule


def check(project: Project) -> Iterator[Finding]:
    """One finding for each key, where it is assigned."""
    for key in project.derive(random_keys):
        yield RULE.finding(key.span, _message(key), help=_help(key), evidence=_evidence(key))


def _message(key: RandomKey) -> str:
    unset = f" where {' or '.join(key.variables)} is not set" if key.variables else ""
    return (
        f"`{key.name}` is made at random when the process starts{unset}: "
        "what one instance signs, another rejects, and so does the same one after a restart"
    )


def _help(key: RandomKey) -> str:
    name = key.variables[0] if key.variables else "SECRET_KEY"
    how = "without a fallback, and set" if key.variables else "and set"
    return f'read it from os.environ["{name}"] {how} {name} as a secret of the service, the same for all instances'


def _evidence(key: RandomKey) -> Iterator[Evidence]:
    if key.made is not None and (key.made.path, key.made.line) != (key.span.path, key.span.line):
        yield Evidence(key.made.path, key.made.line, "the random value is made here")


_FLASK = "from flask import Flask\n\napp = Flask(__name__)\n"

RULE = Rule(
    code="AR205",
    name="per-process-secret",
    clause="stateless",
    severity=Severity.ERROR,
    check=check,
    doc=__doc__,
    needles=(
        b"urandom",
        b"secrets",
        b"uuid",
        b"random",
        b"generate_key",
        b"gen_salt",
        b"generate_private_key",
    ),
    bad=(
        Example("Flask's key", (("app.py", f"import os\n\n{_FLASK}app.secret_key = os.urandom(24)  # <- AR205\n"),)),
        Example(
            "the fallback of a variable",
            (
                (
                    "settings.py",
                    (
                        "import os\nimport secrets\n\n"
                        'SECRET_KEY = os.environ.get("SECRET_KEY") or secrets.token_hex(32)  # <- AR205\n'
                    ),
                ),
            ),
        ),
        Example(
            "a field of the settings",
            (
                (
                    "config.py",
                    (
                        "import secrets\n\nfrom pydantic_settings import BaseSettings\n\n\n"
                        "class Settings(BaseSettings):\n    SECRET_KEY: str = secrets.token_urlsafe(32)  # <- AR205\n"
                    ),
                ),
            ),
        ),
        Example(
            "an argument of the session middleware",
            (
                (
                    "app.py",
                    (
                        "import uuid\n\nfrom fastapi import FastAPI\n"
                        "from starlette.middleware.sessions import SessionMiddleware\n\napp = FastAPI()\n"
                        "app.add_middleware(SessionMiddleware, secret_key=uuid.uuid4().hex)  # <- AR205\n"
                    ),
                ),
            ),
        ),
        Example(
            "a key under another name",
            (
                (
                    "crypt.py",
                    "from cryptography.fernet import Fernet\n\nkey = Fernet.generate_key()  # <- AR205\nbox = Fernet(key)\n",
                ),
            ),
        ),
    ),
    good=(
        Example(
            "a key from the environment",
            (("app.py", f'import os\n\n{_FLASK}app.secret_key = os.environ["SECRET_KEY"]\n'),),
        ),
        Example(
            "a token of one request",
            (
                (
                    "app.py",
                    (
                        f"import secrets\n\n{_FLASK}\n\n@app.post('/tokens')\ndef make():\n"
                        "    secret = secrets.token_hex()\n    return {'secret': secret}\n"
                    ),
                ),
            ),
        ),
        Example(
            "the fallback of a variable that the service sets",
            (
                (
                    "app.py",
                    f'import os\n\n{_FLASK}app.secret_key = os.environ.get("SECRET_KEY", os.urandom(24))\n',
                ),
                (
                    "apprunner.yaml",
                    (
                        "version: 1.0\nruntime: python311\nbuild:\n  commands:\n    build:\n      - pip install flask\n"
                        "run:\n  command: flask run\n  secrets:\n    - name: SECRET_KEY\n      value-from: arn:aws:ssm:x\n"
                    ),
                ),
            ),
        ),
        Example(
            "the settings of tests",
            (
                (
                    "config.py",
                    (
                        'import os\n\n\nclass Config:\n    SECRET_KEY = os.environ["SECRET_KEY"]\n\n\n'
                        "class TestingConfig(Config):\n    SECRET_KEY = os.urandom(16)\n"
                    ),
                ),
            ),
        ),
        Example(
            "the name of this process, which signs nothing",
            (("app.py", f"import uuid\n\n{_FLASK}INSTANCE = uuid.uuid4().hex\n"),),
        ),
    ),
)
