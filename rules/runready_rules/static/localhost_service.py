"""A backing service is looked for on the instance itself: a database, cache, broker or another API on localhost.

## What it does
Follows the address of every client that it knows to where it comes from: Redis, Celery, SQLAlchemy, Django's
`DATABASES` and `CACHES`, PostgreSQL, MySQL and MongoDB drivers, RabbitMQ, Kafka, Elasticsearch, memcached, mail servers,
and the requests to other APIs that are sent while serving. An address on `localhost` is reported where it is the only one,
where it is used because a variable is not set, or where it is the library's own default.

## Why it matters on App Runner
An instance runs one container and nothing beside it. What a compose file puts next to the application on a developer's
machine does not exist there: the connection is refused, at the first request or already at the start.

## How to fix
Take the address from the environment without a local fallback, and set it in the service configuration:

    redis.from_url(os.environ["REDIS_URL"])

Reach private services (ElastiCache, RDS, Amazon MQ) through a VPC connector.

## When not to use it
For a service that the image itself starts beside the application in a way that cannot be read here.

## Known limits
Addresses in configuration files (YAML, INI) are not read. Settings and conditions that name tests or development are
left alone, and so are requests to the service's own port or health check. A driver whose host is left out is reported only where
it then takes localhost and reads no variable.
"""

from __future__ import annotations

from collections.abc import Iterator

from runready_linter.findings import Evidence, Finding, Severity
from runready_linter.link.compose import backing_service
from runready_linter.link.project import Project
from runready_linter.link.services import LocalService, local_services
from runready_linter.rule import Example, Rule


def check(project: Project) -> Iterator[Finding]:
    """One finding for each address of a service on the instance itself."""
    for service in project.derive(local_services):
        yield RULE.finding(
            service.span,
            _message(service),
            help=_help(service),
            evidence=[
                *(Evidence(user.path, user.line, "the address is used here") for user in service.users[:8]),
                *_on_a_developers_machine(project, service),
            ],
        )


def _on_a_developers_machine(project: Project, service: LocalService) -> Iterator[Evidence]:
    beside = backing_service(project, service.product)
    if beside is not None:
        at = beside.span
        yield Evidence(at.path, at.line, f"it is there on a developer's machine only, as {beside.name}")


def _message(service: LocalService) -> str:
    variables = service.address.variables
    default = "its default " if service.default else ""
    unset = f" where {' or '.join(variables)} is not set" if variables else ""
    address = _shown(service.address.text)
    return (
        f"{service.product} is looked for at {default}{address}{unset}: on the instance itself, where only this "
        "application runs"
    )


def _shown(address: str) -> str:
    """An address without the user and password of a URL."""
    scheme, separator, rest = address.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}" if separator else address


def _help(service: LocalService) -> str:
    variables = service.address.variables
    if variables:
        return f"read {variables[0]} without a local fallback, and set it in the service configuration"
    return "take the address from the environment, and set it to a service outside of the instance"


_CELERY = "import os\nfrom celery import Celery\n\n"

RULE = Rule(
    code="AR402",
    name="localhost-service",
    clause="environment",
    severity=Severity.ERROR,
    check=check,
    doc=__doc__,
    needles=(b"localhost", b"127.0.0", b"::1", b"0.0.0.0", b"://", b"redis", b"mongo", b"mysql", b"pika", b"kafka", b"MySQLdb",
             b"statsd", b"cassandra", b"consul", b"huey", b"arq", b"nats", b"memcache", b"chromadb", b"weaviate"),
    bad=(
        Example(
            "a client on localhost",
            (("cache.py", 'import redis\n\nclient = redis.Redis(host="localhost", port=6379)  # <- AR402\n'),),
        ),
        Example(
            "the fallback of a variable",
            (
                (
                    "tasks.py",
                    _CELERY + 'BROKER = os.environ.get("BROKER_URL", "redis://localhost:6379/0")  # <- AR402\n'
                    'app = Celery("tasks", broker=BROKER)\n',
                ),
            ),
        ),
        Example(
            "Django's settings",
            (
                (
                    "site/settings.py",
                    ("INSTALLED_APPS = []\n"
                    "DATABASES = {\n"
                    '    "default": {\n'
                    '        "ENGINE": "django.db.backends.postgresql",\n'
                    '        "NAME": "shop",\n'
                    '        "HOST": "127.0.0.1",  # <- AR402\n'
                    "    }\n}\n"
                    "CACHES = {\n"
                    '    "default": {\n'
                    '        "BACKEND": "django.core.cache.backends.redis.RedisCache",\n'
                    '        "LOCATION": "redis://127.0.0.1:6379/1",  # <- AR402\n'
                    "    }\n}\n"),
                ),
            ),
        ),
        Example(
            "a host that is put into a URL",
            (
                (
                    "db.py",
                    ("import os\nfrom sqlalchemy import create_engine\n\n"
                    'HOST = os.getenv("DB_HOST", "localhost")  # <- AR402\n'
                    'engine = create_engine(f"postgresql://app:{os.environ[\'DB_PASSWORD\']}@{HOST}:5432/shop")\n'),
                ),
            ),
        ),
        Example(
            "another API, asked while serving",
            (
                (
                    "app.py",
                    ("import requests\nfrom flask import Flask\n\napp = Flask(__name__)\n"
                    'PRICES = "http://localhost:9000"  # <- AR402\n\n\n'
                    '@app.get("/prices")\n'
                    "def prices():\n"
                    '    return requests.get(f"{PRICES}/latest", timeout=5).json()\n'),
                ),
            ),
        ),
        Example(
            "the driver's own default",
            (("db.py", 'from pymongo import MongoClient\n\ndb = MongoClient()["shop"]  # <- AR402\n'),),
        ),
    ),
    good=(
        Example(
            "the address comes from the environment",
            (("cache.py", 'import os\nimport redis\n\nclient = redis.from_url(os.environ["REDIS_URL"])\n'),),
        ),
        Example(
            "the image sets the variable",
            (
                ("Dockerfile", 'FROM python:3.12-slim\nENV REDIS_HOST=cache.internal\nCOPY . .\nCMD ["gunicorn", "app:app"]\n'),
                (
                    "app.py",
                    'import os\nimport redis\n\nclient = redis.Redis(host=os.environ.get("REDIS_HOST", "localhost"))\n',
                ),
            ),
        ),
        Example(
            "origins and hosts that may ask are no services",
            (
                (
                    "main.py",
                    ("from fastapi import FastAPI\nfrom fastapi.middleware.cors import CORSMiddleware\n\n"
                    "app = FastAPI()\n"
                    'ORIGINS = ["http://localhost:3000", "http://127.0.0.1:3000"]\n'
                    "app.add_middleware(CORSMiddleware, allow_origins=ORIGINS)\n"),
                ),
            ),
        ),
        Example(
            "for development only",
            (
                (
                    "config.py",
                    ("import os\nimport redis\n\n"
                    'DEBUG = os.environ.get("DEBUG") == "1"\n'
                    "if DEBUG:\n"
                    '    URL = "redis://localhost:6379"\n'
                    "else:\n"
                    '    URL = os.environ["REDIS_URL"]\n'
                    "client = redis.from_url(URL)\n"),
                ),
            ),
        ),
        Example(
            "the service asks itself",
            (
                (
                    "app.py",
                    ("import os\nimport requests\nfrom flask import Flask\n\napp = Flask(__name__)\n\n\n"
                    '@app.get("/warm")\n'
                    "def warm():\n"
                    '    return requests.get("http://127.0.0.1:8080/health", timeout=5).text\n\n\n'
                    'if __name__ == "__main__":\n'
                    '    app.run(host="0.0.0.0", port=int(os.environ.get("PORT", "8080")))\n'),
                ),
            ),
        ),
    ),
)  # fmt: skip
