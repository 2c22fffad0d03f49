"""## What it does
Reports the setting or constructor that keeps sessions, a cache, rate limits, a task queue, a channel layer or scheduled
jobs in the process or on its own disk: Django's `LocMemCache`, `FileBasedCache` and file sessions, Channels' in-memory
layer, Flask-Session's `filesystem`, Flask-Caching's `SimpleCache`, Flask-Limiter and slowapi without a `storage_uri`,
APScheduler without a job store, Celery on `memory://`, and their kin.

## Why it matters on App Runner
Every instance has a store of its own, and loses it when it is replaced. A user is logged in on one instance and not on the
next; a limit of ten requests is ten for each instance; a job that was queued is gone after a deployment, and a message
reaches the clients of one instance only.

## How to fix
Name a store that all instances share: Redis (ElastiCache) for sessions, caches, limits and channel layers, the database
for sessions and job stores, Amazon SQS for queues. Signed cookies keep small sessions without any store.

## When not to use it
For a cache that may differ between instances and be empty at any time, and that holds neither sessions nor limits.

## Known limits
Settings under conditions that name tests or development are left alone, and so is what a variable chooses that the image or
the service configuration sets. A library's own default is reported where its constructor is called, not where none is.
"""

from __future__ import annotations

from collections.abc import Iterator

from runready_linter.findings import Finding, Severity
from runready_linter.link.backends import LocalBackend, local_backends
from runready_linter.link.project import Project
from runready_linter.rule import Example, Rule

_HARM = {
    "sessions": "the user's next request may reach an instance that does not know the session",
    "the cache": "each instance has its own, and loses it when it is replaced",
    "rate limits": "each instance counts for itself, and begins anew when it is replaced",
    "the task queue": "queued work is lost with the instance",
    "scheduled jobs": "jobs are lost with the instance, and each instance runs its own",
    "the channel layer": "a message reaches only what is connected to the same instance",
}
_REMEDY = {
    "sessions": "keep sessions in Redis (ElastiCache), the database or a signed cookie",
    "the cache": "use Redis (ElastiCache) as the cache",
    "rate limits": "count in Redis (ElastiCache): a redis:// storage URI from the environment",
    "the task queue": "use a broker outside of the instance: Amazon SQS or Redis (ElastiCache)",
    "scheduled jobs": "schedule with Amazon EventBridge Scheduler, or keep the jobs in the database",
}


def check(project: Project) -> Iterator[Finding]:
    """One finding for each choice of local storage."""
    for backend in project.derive(local_backends):
        yield RULE.finding(backend.span, _message(backend), help=_help(backend))


def _message(backend: LocalBackend) -> str:
    unset = f" where {' or '.join(backend.variables)} is not set" if backend.variables else ""
    harm = _HARM.get(backend.keeps, "other instances do not see it")
    return f"`{backend.chosen}` keeps {backend.keeps} in this process or on its disk{unset}: {harm}"


def _help(backend: LocalBackend) -> str:
    return _REMEDY.get(backend.keeps, "use Redis (ElastiCache) or another store that all instances share")


_FLASK = "from flask import Flask\n\napp = Flask(__name__)\n"

RULE = Rule(
    code="AR204",
    name="in-process-backend",
    clause="stateless",
    severity=Severity.ERROR,
    check=check,
    doc=__doc__,
    needles=(
        b"CACHES",
        b"SESSION_",
        b"CHANNEL_LAYERS",
        b"CACHE_TYPE",
        b"imiter",
        b"limits",
        b"apscheduler",
        b"elery",
        b"CELERY",
        b"huey",
        b"HUEY",
        b"dramatiq",
        b"taskiq",
        b"aiocache",
        b"cachelib",
        b"fastapi_cache",
        b"cashews",
        b"dogpile",
        b"sessions",
        b"session",
        b"litestar",
        b"broadcaster",
        b"channels",
        b"RATELIMIT",
        b"BROKER",
        b"broker",
        b"APScheduler",
        b"werkzeug.contrib",
    ),
    bad=(
        Example(
            "Django's cache in the process",
            (
                (
                    "site/settings.py",
                    (
                        'CACHES = {\n    "default": {\n'
                        '        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",  # <- AR204\n    }\n}\n'
                    ),
                ),
            ),
        ),
        Example(
            "Flask's sessions in files",
            (
                (
                    "app.py",
                    (
                        "from flask_session import Session\n"
                        + _FLASK
                        + 'app.config["SESSION_TYPE"] = "filesystem"  # <- AR204\n'
                        "Session(app)\n"
                    ),
                ),
            ),
        ),
        Example(
            "a limiter without a shared store",
            (
                (
                    "app.py",
                    (
                        "from flask_limiter import Limiter\nfrom flask_limiter.util import get_remote_address\n"
                        + _FLASK
                        + "limiter = Limiter(get_remote_address, app=app)  # <- AR204\n"
                    ),
                ),
            ),
        ),
        Example(
            "a scheduler without a job store",
            (
                (
                    "jobs.py",
                    (
                        "from apscheduler.schedulers.background import BackgroundScheduler\n\n"
                        "scheduler = BackgroundScheduler()  # <- AR204\n"
                    ),
                ),
            ),
        ),
        Example(
            "a queue in memory",
            (
                (
                    "tasks.py",
                    'from celery import Celery\n\nqueue = Celery("tasks", broker="memory://")  # <- AR204\n',
                ),
            ),
        ),
    ),
    good=(
        Example(
            "Django's cache in Redis",
            (
                (
                    "site/settings.py",
                    (
                        "import os\n\nCACHES = {\n"
                        '    "default": {\n        "BACKEND": "django.core.cache.backends.redis.RedisCache",\n'
                        '        "LOCATION": os.environ["REDIS_URL"],\n    }\n}\n'
                        'SESSION_ENGINE = "django.contrib.sessions.backends.cache"\n'
                    ),
                ),
            ),
        ),
        Example(
            "a limiter that counts in Redis, by its setting",
            (
                (
                    "app.py",
                    (
                        "import os\n\nfrom flask_limiter import Limiter\nfrom flask_limiter.util import get_remote_address\n"
                        + _FLASK
                        + 'app.config["RATELIMIT_STORAGE_URI"] = os.environ["REDIS_URL"]\n'
                        "limiter = Limiter(get_remote_address, app=app)\n"
                    ),
                ),
            ),
        ),
        Example(
            "a cache for development only",
            (
                (
                    "site/settings.py",
                    (
                        'import os\n\nDEBUG = os.environ.get("DEBUG") == "1"\nif DEBUG:\n    CACHES = {\n'
                        '        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},\n    }\n'
                        'else:\n    CACHES = {\n        "default": {"BACKEND": "django_redis.cache.RedisCache"},\n    }\n'
                    ),
                ),
            ),
        ),
        Example(
            "jobs in the database",
            (
                (
                    "jobs.py",
                    (
                        "import os\n\nfrom apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore\n"
                        "from apscheduler.schedulers.background import BackgroundScheduler\n\n"
                        'stores = {"default": SQLAlchemyJobStore(url=os.environ["DATABASE_URL"])}\n'
                        "scheduler = BackgroundScheduler(jobstores=stores)\n"
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
                        "import os\n\nfrom flask_caching import Cache\n\ncache = Cache()\n\n\nclass Config:\n"
                        '    CACHE_TYPE = "RedisCache"\n    CACHE_REDIS_URL = os.environ["REDIS_URL"]\n\n\n'
                        'class TestingConfig(Config):\n    CACHE_TYPE = "SimpleCache"\n'
                    ),
                ),
            ),
        ),
    ),
)
