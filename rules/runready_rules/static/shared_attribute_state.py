"""## What it does
Reports an attribute that all requests share and that a request changes: a class attribute (also through `cls` or
`self`, where the class alone holds the container), an attribute of an object that lives as long as the process (a
module-level instance, a cached getter's result, what a factory or start-up makes), an attribute of a function, an entry
of `app.config`, something on `app.state` or on the settings. A method that changes `self` is followed to the
process-wide objects that it is called on.

## Why it matters on App Runner
App Runner runs as many instances as the load asks for and replaces them at any time. An attribute lives in one process:
the next request may reach another instance, where it was never set, and all of it is gone with the instance. A setting
that a request changes holds for one instance only.

## How to fix
Keep the data outside of the process (a database, DynamoDB, Redis), and what belongs to one request in a local variable,
`flask.g` or `request.state`. Read settings from the environment at start, and change them by a deployment.

## When not to use it
Results that could be computed again are reported as information only; an object that is made once, when first needed
(`if self._client is None: ...`), is not reported at all. Suppress the rule for what may differ between instances, such as
a circuit breaker or figures about the instance itself.

## Known limits
Objects that reach a handler through an unknown library are not followed, nor what a library's object holds in its own
attributes. All attributes of one process-wide object are one finding, at the assignment that makes it.
"""

from __future__ import annotations

from collections.abc import Iterator

from runready_linter.findings import Finding, Severity
from runready_linter.link.attributes import SharedAttribute, shared_attributes
from runready_linter.link.project import Project
from runready_linter.rule import Example, Rule
from runready_rules.state_purposes import handlers, purpose, told, variable


def check(project: Project) -> Iterator[Finding]:
    """One finding for each attribute, or object with attributes, that is changed after start-up."""
    for shared in project.derive(shared_attributes):
        yield _finding(project, shared)


def _finding(project: Project, shared: SharedAttribute) -> Finding:
    state = shared.state
    for_what = purpose(state)
    what = {
        "class": f"the class attribute {variable(state.cell)} is one for all requests of this process",
        "instance": f"{variable(state.cell)} is one object for all requests of this process",
        "function": f"the function attribute {variable(state.cell)} lives in this process",
    }.get(state.cell.kind, f"{variable(state.cell)} is set on the application of this process")
    if state.weight == "background":
        message = f"{what}; only background work changes it ({handlers(state)}), so each instance has its own"
    else:
        message = f"{what} and is changed while serving ({handlers(state)}): {for_what.noun}; {for_what.harm}"
    return RULE.finding(
        shared.at,
        message,
        help=for_what.remedy,
        evidence=told(project, state),
        severity=Severity.WARNING if state.weight == "state" else Severity.INFO,
        confidence=state.confidence,
    )


RULE = Rule(
    code="AR203",
    name="shared-attribute-state",
    clause="stateless",
    severity=Severity.WARNING,
    check=check,
    doc=__doc__,
    needles=(b"class ", b"def "),
    bad=(
        Example(
            "A class attribute as store",
            (
                (
                    "views.py",
                    """\
class Store:
    items = []  # <- AR203


def view(request):
    Store.items.append(request.body)
""",
                ),
            ),
        ),
        Example(
            "A module-level object whose method keeps what it is given",
            (
                (
                    "store.py",
                    """\
class Store:
    def __init__(self):
        self._rows = {}

    def put(self, key, row):
        self._rows[key] = row


store = Store()  # <- AR203
""",
                ),
                (
                    "app.py",
                    """\
from flask import Flask, request

from store import store

app = Flask(__name__)


@app.post("/<key>")
def save(key):
    store.put(key, request.json)
    return "ok"
""",
                ),
            ),
        ),
        Example(
            "A setting that a request changes",
            (
                (
                    "app.py",
                    """\
from flask import Flask, request

app = Flask(__name__)


@app.post("/mode")
def mode():
    app.config["MODE"] = request.form["mode"]  # <- AR203
    return "ok"
""",
                ),
            ),
        ),
        Example(
            "Jobs on the application's state",
            (
                (
                    "app.py",
                    """\
from fastapi import FastAPI, Request

app = FastAPI()
app.state.jobs = {}  # <- AR203


@app.post("/jobs/{name}")
def add(name: str, request: Request):
    request.app.state.jobs[name] = "queued"
""",
                ),
            ),
        ),
        Example(
            "A function that counts on itself",
            (
                (
                    "views.py",
                    """\
def view(request):
    view.count = getattr(view, "count", 0) + 1  # <- AR203
    return view.count
""",
                ),
            ),
        ),
    ),
    good=(
        Example(
            "An object of the request's own",
            (
                (
                    "app.py",
                    """\
from flask import Flask, request

app = Flask(__name__)


class Basket:
    def __init__(self):
        self.rows = []

    def add(self, row):
        self.rows.append(row)


@app.post("/")
def total():
    basket = Basket()
    for row in request.json:
        basket.add(row)
    return str(len(basket.rows))
""",
                ),
            ),
        ),
        Example(
            "Configuration in the factory",
            (
                (
                    "app.py",
                    """\
import os

from flask import Flask


def create_app():
    app = Flask(__name__)
    app.config["LIMIT"] = int(os.environ.get("LIMIT", "10"))
    app.config.update(NAME="shop")

    @app.get("/")
    def index():
        return app.config["NAME"]

    return app
""",
                ),
            ),
        ),
        Example(
            "A client that is made when first needed",
            (
                (
                    "app.py",
                    """\
import boto3
from flask import Flask

app = Flask(__name__)


class Files:
    def __init__(self):
        self._client = None

    def client(self):
        if self._client is None:
            self._client = boto3.client("s3")
        return self._client


files = Files()


@app.get("/")
def index():
    return str(files.client().list_buckets())
""",
                ),
            ),
        ),
        Example(
            "What each instance of a model gets as its own",
            (
                (
                    "app.py",
                    """\
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Body(BaseModel):
    tags: list[str] = []


@app.post("/")
def add(body: Body):
    body.tags.append("new")
    return body
""",
                ),
            ),
        ),
        Example(
            "State that belongs to the request",
            (
                (
                    "app.py",
                    """\
from fastapi import FastAPI, Request

app = FastAPI()


@app.middleware("http")
async def note(request: Request, call_next):
    request.state.user = request.headers.get("x-user")
    return await call_next(request)
""",
                ),
            ),
        ),
    ),
)
