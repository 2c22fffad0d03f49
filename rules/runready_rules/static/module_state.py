"""## What it does
Reports an object that lives as long as the process (a module-level list, dictionary, set, queue, counter; a mutable
default argument; a variable of an application factory that its handlers close over) and that is changed while a
request is served: in a handler or in anything that a handler calls, also from another module, through an alias or
through a parameter.

## Why it matters on App Runner
App Runner runs as many instances as the load asks for and replaces them at any time: at a deployment, on a failed health check,
after a pause. Requests go to any of them. What one request leaves in memory the next request may not find, two
instances disagree, and all of it is gone with the instance.

## How to fix
Move the state out of the process: sessions into a signed cookie or Redis (ElastiCache), data into a database or DynamoDB, work into
Amazon SQS, counters into a store with an atomic increment. State that belongs to one request goes into local variables or
`flask.g` / `request.state`. The message names the place that fits what the state seems to be for.

## When not to use it
A memo whose values could be computed again is reported as information only; an object that is made once, when first
needed, and does not depend on the request (a client, a model, settings) is not reported at all. Suppress the rule for
a cache that may differ between instances.

## Known limits
Class attributes, attributes of shared objects, function attributes and `app.config` are AR203's. An object of a
library that the tables do not know is left alone, and so is a function that nothing is known to call, unless its
own file serves requests. What is read and changed through `getattr` with a computed name or through `exec` is not seen.
"""

from __future__ import annotations

from collections.abc import Iterator

from runready_linter.findings import Finding, Severity
from runready_linter.link.project import Project
from runready_linter.link.state import SharedState, shared_state
from runready_linter.rule import Example, Rule
from runready_rules.state_purposes import handlers, place, purpose, told, variable


def check(project: Project) -> Iterator[Finding]:
    """One finding for each cell that is changed in place after start-up; all of its changes are evidence."""
    for state in project.derive(shared_state):
        if not state.rebound:
            yield _finding(project, state)


def _finding(project: Project, state: SharedState) -> Finding:
    for_what = purpose(state)
    what = {
        "global": f"{variable(state.cell)} lives in this process",
        "foreign": f"{variable(state.cell)} lives in this process",
        "default": f"the default of {variable(state.cell)} is made once and shared by all calls",
        "closure": f"{variable(state.cell)} is made once with the application",
    }[state.cell.kind]
    if state.weight == "background":
        message = f"{what}; only background work changes it ({handlers(state)}), so each instance has its own copy"
    else:
        message = f"{what} and is changed while serving ({handlers(state)}): {for_what.noun}; {for_what.harm}"
    return RULE.finding(
        place(project, state),
        message,
        help=for_what.remedy,
        evidence=told(project, state),
        severity=Severity.ERROR if state.weight == "state" else Severity.INFO,
        confidence=state.confidence,
    )


RULE = Rule(
    code="AR201",
    name="module-state",
    clause="stateless",
    severity=Severity.ERROR,
    check=check,
    doc=__doc__,
    needles=(b"def ", b"lambda"),
    bad=(
        Example(
            "A dictionary as session store",
            (
                (
                    "app.py",
                    """\
from flask import Flask, request

app = Flask(__name__)
sessions = {}  # <- AR201


@app.post("/login")
def login():
    sessions[request.form["sid"]] = request.form["user"]
    return "ok"
""",
                ),
            ),
        ),
        Example(
            "Another module's list, changed by a function that a route calls",
            (
                ("store/__init__.py", ""),
                (
                    "store/memory.py",
                    """\
ENTRIES: list[dict] = []  # <- AR201


def add(entry):
    ENTRIES.append(entry)
""",
                ),
                (
                    "main.py",
                    """\
from fastapi import FastAPI

from store import memory

app = FastAPI()


@app.post("/entries")
def create(entry: dict):
    memory.add(entry)
    return entry
""",
                ),
            ),
        ),
        Example(
            "An application factory's variable",
            (
                (
                    "app.py",
                    """\
from flask import Flask, request


def create_app():
    app = Flask(__name__)
    jobs = {}  # <- AR201

    @app.post("/jobs")
    def add():
        jobs[request.form["id"]] = "queued"
        return "ok"

    return app
""",
                ),
            ),
        ),
        Example(
            "A dictionary handed to a helper that changes its parameter",
            (
                (
                    "app.py",
                    """\
from flask import Flask, request

app = Flask(__name__)
TOTALS = {}  # <- AR201


def count(table, key):
    table[key] = table.get(key, 0) + 1


@app.get("/")
def index():
    count(TOTALS, request.remote_addr)
    return "hello"
""",
                ),
            ),
        ),
        Example(
            "A mutable default as memory",
            (
                (
                    "views.py",
                    """\
def recent(request, seen=[]):  # <- AR201
    seen.append(request.path)
    return len(seen)
""",
                ),
            ),
        ),
    ),
    good=(
        Example(
            "A table that is filled at import",
            (
                (
                    "app.py",
                    """\
from flask import Flask

app = Flask(__name__)
HANDLERS = {}


def register(name):
    def keep(function):
        HANDLERS[name] = function
        return function

    return keep


@register("ping")
def ping():
    return "pong"


@app.get("/<name>")
def call(name):
    return HANDLERS[name]()
""",
                ),
            ),
        ),
        Example(
            "A copy is changed, not the original",
            (
                (
                    "app.py",
                    """\
from flask import Flask, request

app = Flask(__name__)
DEFAULTS = {"size": 10}


@app.get("/")
def index():
    options = DEFAULTS
    options = dict(options)
    options.update(request.args)
    return options
""",
                ),
            ),
        ),
        Example(
            "A store outside of the process, with verbs like a dictionary's",
            (
                (
                    "app.py",
                    """\
import redis
from flask import Flask, request

app = Flask(__name__)
cache = redis.Redis.from_url("redis://cache")


@app.post("/")
def save():
    cache.append("log", request.form["line"])
    cache.update = None
    return "ok"
""",
                ),
            ),
        ),
        Example(
            "Filled when the application starts",
            (
                (
                    "main.py",
                    """\
from contextlib import asynccontextmanager

from fastapi import FastAPI

models = {}


@asynccontextmanager
async def lifespan(app):
    models["default"] = load()
    yield
    models.clear()


def load():
    return object()


app = FastAPI(lifespan=lifespan)


@app.get("/")
def index():
    return str(models["default"])
""",
                ),
            ),
        ),
        Example(
            "Clients made once, when first needed",
            (
                (
                    "app.py",
                    """\
import boto3
from flask import Flask

app = Flask(__name__)
_clients = {}


def client(name):
    if name not in _clients:
        _clients[name] = boto3.client("s3")
    return _clients[name]


@app.get("/")
def index():
    return str(client("s3").list_buckets())
""",
                ),
            ),
        ),
    ),
)
