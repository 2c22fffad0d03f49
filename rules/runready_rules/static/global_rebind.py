"""## What it does
Reports a variable that outlives a request and is bound to something else while one is served: through `global`, through
`nonlocal` to a variable of an application factory, through `globals()`, or as an attribute of another module
(`state.latest = value`).

## Why it matters on App Runner
The new value is known to one process of one instance. The next request may reach another instance, which still has the old
value, and a new instance starts with what the module says. What one user's request sets, another user's request reads.

## How to fix
A value of the request goes into a local variable, `flask.g`, `request.state` or a `ContextVar`. A value that later requests
need goes to a shared store: Redis (ElastiCache), DynamoDB, a database. A counter needs an atomic increment there.

## When not to use it
An object that is made once, when first needed, and does not depend on the request is not reported (`if client is None: client =
connect()`); a value that is fetched again when it is old is information.

## Known limits
A variable that is also changed in place is reported once, by AR201. Attributes of classes, instances and the
application object are AR203's. Start-up hooks, commands and signal handlers may rebind what they like.
"""

from __future__ import annotations

from collections.abc import Iterator

from runready_linter.findings import Finding, Severity
from runready_linter.link.project import Project
from runready_linter.link.state import SharedState, shared_state
from runready_linter.rule import Example, Rule
from runready_rules.state_purposes import handlers, place, purpose, told, variable


def check(project: Project) -> Iterator[Finding]:
    """One finding for each variable that is only ever rebound after start-up; all rebindings are evidence."""
    for state in project.derive(shared_state):
        if state.rebound:
            yield _finding(project, state)


def _finding(project: Project, state: SharedState) -> Finding:
    for_what = purpose(state)
    if state.weight == "background":
        message = f"{variable(state.cell)} is set by background work only ({handlers(state)}), so each instance has its own value"
    else:
        message = f"{variable(state.cell)} is set while serving ({handlers(state)}): {for_what.noun}; {for_what.harm}"
    return RULE.finding(
        place(project, state),
        message,
        help=for_what.remedy,
        evidence=told(project, state),
        severity=Severity.ERROR if state.weight == "state" else Severity.INFO,
        confidence=state.confidence,
    )


RULE = Rule(
    code="AR202",
    name="global-rebind",
    clause="stateless",
    severity=Severity.ERROR,
    check=check,
    doc=__doc__,
    needles=(b"global", b"nonlocal", b"import"),
    bad=(
        Example(
            "A counter",
            (
                (
                    "app.py",
                    """\
from flask import Flask

app = Flask(__name__)
hits = 0  # <- AR202


@app.get("/")
def index():
    global hits
    hits += 1
    return str(hits)
""",
                ),
            ),
        ),
        Example(
            "The user of one request, seen by another",
            (
                (
                    "views.py",
                    """\
def login(request):
    global current_user  # <- AR202
    current_user = request.user
""",
                ),
            ),
        ),
        Example(
            "Another module's attribute",
            (
                ("state.py", "latest = None  # <- AR202\n"),
                (
                    "main.py",
                    """\
import state
from fastapi import FastAPI

app = FastAPI()


@app.post("/reading/{value}")
def put(value: int):
    state.latest = value
""",
                ),
            ),
        ),
        Example(
            "A factory's variable, through nonlocal",
            (
                (
                    "app.py",
                    """\
from flask import Flask


def create_app():
    app = Flask(__name__)
    n = 0

    @app.get("/")
    def index():
        nonlocal n  # <- AR202
        n += 1
        return str(n)

    return app
""",
                ),
            ),
        ),
    ),
    good=(
        Example(
            "A client made once, when first needed",
            (
                (
                    "app.py",
                    """\
import boto3
from flask import Flask

app = Flask(__name__)
_client = None


def client():
    global _client
    if _client is not None:
        return _client
    _client = boto3.client("s3")
    return _client


@app.get("/")
def index():
    return str(client().list_buckets())
""",
                ),
            ),
        ),
        Example(
            "Set by a start-up hook",
            (
                (
                    "main.py",
                    """\
from fastapi import FastAPI

app = FastAPI()
pool = None


@app.on_event("startup")
async def connect():
    global pool
    pool = object()


@app.get("/")
def index():
    return str(pool)
""",
                ),
            ),
        ),
        Example(
            "A signal handler's flag",
            (
                (
                    "main.py",
                    """\
import signal

from flask import Flask

app = Flask(__name__)
stopping = False


def on_term(signum, frame):
    global stopping
    stopping = True


signal.signal(signal.SIGTERM, on_term)


@app.get("/health")
def health():
    return ("stopping", 503) if stopping else "ok"
""",
                ),
            ),
        ),
        Example(
            "A command's option",
            (
                (
                    "cli.py",
                    """\
import click

verbose = False


@click.command()
@click.option("--loud", is_flag=True)
def main(loud):
    global verbose
    verbose = loud
""",
                ),
            ),
        ),
        Example(
            "A local variable of the same name",
            (
                (
                    "views.py",
                    """\
latest = None


def view(request):
    latest = request.path
    return latest
""",
                ),
            ),
        ),
    ),
)
