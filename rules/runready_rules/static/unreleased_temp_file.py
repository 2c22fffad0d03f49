"""A temporary file or directory that is made while serving stays behind.

## What it does
Follows every temporary file and directory from the call that makes it to every way out of the function: the last line,
each `return`, an exception out of any call in between, the cancellation of an `await`, a generator that is closed early,
a `with` of a context manager whose body raises. Something has to remove it on all of them. Helpers are followed: one
that removes its parameter releases, one that returns the path hands the duty to its callers, an object that keeps it
needs a method that removes it and that somebody calls, and what is kept for one request (`flask.g`, `request.state`) needs
a function that takes it from there and removes it.

Makers are `mkstemp`, `mkdtemp`, `NamedTemporaryFile(delete=False)`, `TemporaryDirectory(delete=False)`, and whatever writes
to a path below the temporary folder: `open("/tmp/...", "w")`, an upload's `save`, an archive's `extractall`,
a storage for such a folder.

## Why it matters on App Runner
An instance has 3 GB for the image and all files, and lives for days or weeks. Files that requests leave behind fill it up,
until every write fails on that instance; nobody sees it coming, since no disk metric exists.

## How to fix
Let a `with` own it, or remove it in a `finally` that begins right behind the making:

    with tempfile.TemporaryDirectory() as folder:
        ...

    fd, path = tempfile.mkstemp()
    os.close(fd)
    try:
        ...
    finally:
        os.unlink(path)

Where the response streams the file, remove it after the response: `BackgroundTask(os.unlink, path)` in Starlette and FastAPI,
`@after_this_request` or `response.call_on_close` in Flask; or build it in an `io.BytesIO`.

## When not to use it
For a file of a fixed name that is meant to be rewritten by every request and never grows.

## Known limits
A `with` or `finally` does not run when the process is killed, so a few files may stay behind when an instance is
replaced; they go with it. A path that is handed to a queue, a database or an object that the project does not define is
taken to be somebody else's. Writes to the new file itself are taken to succeed; what is read for them is not. What a
program is told to write (`ffmpeg`, `soffice`) is not seen.
"""

from __future__ import annotations

from collections.abc import Iterator

from runready_linter.findings import Confidence, Evidence, Finding, Severity, Span
from runready_linter.link.obligations.leaks import Cause, Leak, causes
from runready_linter.link.obligations.outcomes import RAISED
from runready_linter.link.project import Project
from runready_linter.rule import Example, Rule

_NOUNS = {"file": "temporary file", "tree": "temporary directory", "descriptor": "descriptor of the temporary file"}


def check(project: Project) -> Iterator[Finding]:
    """One finding for each call that makes something which is left behind."""
    for cause in project.derive(causes):
        first = cause.leaks[0]
        yield RULE.finding(
            Span(cause.origin.path, cause.origin.line, cause.origin.column),
            _message(cause, first),
            help=_help(cause),
            evidence=[Evidence(k.place.path, k.place.line, _way(k)) for k in cause.leaks[:8]],
            confidence=Confidence.MEDIUM if first.how in RAISED else Confidence.HIGH,
        )


def _message(cause: Cause, first: Leak) -> str:
    noun = _NOUNS[cause.what]
    if cause.what == "descriptor":
        return f"the {noun} is never closed"
    handed = f" that {_short(cause.maker)} hands over" if first.resource.via else " made here"
    by = f" by {_short(first.function)}" if first.resource.via else ""
    if first.how == "class":
        return (
            f"the {noun} made here is kept in self.{first.place.callee}, and no method of {first.function} removes it"
        )
    if first.how == "uncalled":
        return f"the {noun} made here is removed by {first.function}.{first.place.callee}, which nothing calls"
    if first.how == "turn":
        return f"the {noun} made here is lost when the next turn of the loop makes another one"
    if cause.never:
        return f"the {noun}{handed} is never removed{by}"
    return f"the {noun}{handed} is not removed{by} {_when(first)}"


def _when(leak: Leak) -> str:
    line = leak.place.line
    match leak.how:
        case "return":
            return f"by the return at line {line}"
        case "error" if leak.place.callee:
            return f"when {leak.place.callee} raises (line {line})"
        case "error":
            return f"when an exception leaves at line {line}"
        case "cancel":
            return f"when the request is cancelled while it awaits {leak.place.callee or 'something'} (line {line})"
        case "close":
            return f"when the reader goes away before the end (the yield at line {line})"
        case _:
            return "when the function runs to its end"


def _way(leak: Leak) -> str:
    where = _short(leak.function)
    if leak.how == "class":
        return f"{where} keeps it and never removes it"
    if leak.how == "uncalled":
        return f"nothing calls {where}.{leak.place.callee}"
    if leak.how == "turn":
        return f"{where} makes another one in each turn"
    return f"{where} leaves it behind {_when(leak)}"


def _short(qualname: str) -> str:
    return qualname.rpartition(".")[2].partition("@")[0]


def _help(cause: Cause) -> str:
    ways = {k.how for k in cause.leaks}
    if cause.what == "descriptor":
        return "close it with os.close(fd), or use it in a `with os.fdopen(fd)`"
    if "class" in ways or "uncalled" in ways:
        return "give the class a close() or __exit__ that removes it, and call that in a `with` or `finally`"
    if "close" in ways:
        return "put the yields into a `try` and remove it in its `finally`"
    remove = "shutil.rmtree" if cause.what == "tree" else "os.unlink"
    if ways <= RAISED or not cause.never:
        return f"begin a `try` right behind the making and call {remove} in its `finally`"
    if cause.what == "tree":
        return "use `with tempfile.TemporaryDirectory()`, or shutil.rmtree in a `finally`"
    return "use a `with tempfile.TemporaryDirectory()` around it, os.unlink in a `finally`, or remove it after the response"


def _project(text: str) -> tuple[tuple[str, str], ...]:
    return (("app.py", text),)


RULE = Rule(
    code="AR301",
    name="unreleased-temp-file",
    clause="temp-files",
    severity=Severity.ERROR,
    check=check,
    doc=__doc__,
    needles=(b"temp", b"tmp", b"shm"),
    bad=(
        Example(
            "sent, and never removed",
            _project(
                "import tempfile\n"
                "from flask import Flask, send_file\n\n"
                "app = Flask(__name__)\n\n\n"
                '@app.get("/report")\n'
                "def report():\n"
                "    f = tempfile.NamedTemporaryFile(delete=False)  # <- AR301\n"
                '    f.write(b"a,b")\n'
                "    f.close()\n"
                "    return send_file(f.name)\n"
            ),
        ),
        Example(
            "removed, unless something raises",
            _project(
                "import os, tempfile\n"
                "from flask import Flask, request\n"
                "from convert import convert\n\n"
                "app = Flask(__name__)\n\n\n"
                '@app.post("/convert")\n'
                "def post():\n"
                "    fd, path = tempfile.mkstemp()  # <- AR301\n"
                "    os.close(fd)\n"
                "    result = convert(path, request.data)\n"
                "    os.unlink(path)\n"
                "    return result\n"
            ),
        ),
        Example(
            "a helper hands it over to a caller who forgets it",
            (
                (
                    "files.py",
                    (
                        "import os, tempfile\n\n\n"
                        "def scratch():\n"
                        "    fd, path = tempfile.mkstemp()  # <- AR301\n"
                        "    os.close(fd)\n"
                        "    return path\n"
                    ),
                ),
                (
                    "app.py",
                    (
                        "from fastapi import FastAPI\n"
                        "from files import scratch\n\n"
                        "app = FastAPI()\n\n\n"
                        '@app.post("/thumbnail")\n'
                        "def thumbnail(data: bytes):\n"
                        "    path = scratch()\n"
                        '    with open(path, "wb") as f:\n'
                        "        f.write(data)\n"
                        '    return {"size": len(data)}\n'
                    ),
                ),
            ),
        ),
        Example(
            "an upload kept under /tmp",
            _project(
                "import os\n"
                "from flask import Flask, request\n\n"
                "app = Flask(__name__)\n\n\n"
                '@app.post("/scan")\n'
                "def scan():\n"
                '    upload = request.files["f"]\n'
                '    upload.save(os.path.join("/tmp", upload.filename))  # <- AR301\n'
                '    return "ok"\n'
            ),
        ),
        Example(
            "cancellation is no Exception",
            _project(
                "import os, tempfile\n"
                "from aiohttp import web\n\n\n"
                "async def handle(request):\n"
                "    fd, path = tempfile.mkstemp()  # <- AR301\n"
                "    os.close(fd)\n"
                "    try:\n"
                "        size = await store(request, path)\n"
                "    except Exception:\n"
                "        os.unlink(path)\n"
                "        raise\n"
                "    os.unlink(path)\n"
                '    return web.json_response({"size": size})\n'
            ),
        ),
    ),
    good=(
        Example(
            "removed in a finally",
            _project(
                "import os, tempfile\n"
                "from flask import Flask, request\n"
                "from convert import convert\n\n"
                "app = Flask(__name__)\n\n\n"
                '@app.post("/convert")\n'
                "def post():\n"
                "    fd, path = tempfile.mkstemp()\n"
                "    os.close(fd)\n"
                "    try:\n"
                "        return convert(path, request.data)\n"
                "    finally:\n"
                "        os.unlink(path)\n"
            ),
        ),
        Example(
            "removed after the response",
            _project(
                "import os, tempfile\n"
                "from fastapi import BackgroundTasks, FastAPI\n"
                "from fastapi.responses import FileResponse\n\n"
                "app = FastAPI()\n\n\n"
                '@app.get("/report")\n'
                "def report(tasks: BackgroundTasks):\n"
                "    fd, path = tempfile.mkstemp()\n"
                "    os.close(fd)\n"
                "    tasks.add_task(os.unlink, path)\n"
                "    return FileResponse(path)\n"
            ),
        ),
        Example(
            "a with owns the directory, and all files in it",
            _project(
                "import os, tempfile\n"
                "from flask import Flask, request\n\n"
                "app = Flask(__name__)\n\n\n"
                '@app.post("/scan")\n'
                "def scan():\n"
                "    with tempfile.TemporaryDirectory() as folder:\n"
                '        path = os.path.join(folder, "upload")\n'
                '        request.files["f"].save(path)\n'
                "        return check(path)\n"
            ),
        ),
        Example(
            "once, when the module is loaded",
            _project(
                "import tempfile\nfrom flask import Flask\n\napp = Flask(__name__)\nSCRATCH = tempfile.mkdtemp()\n"
            ),
        ),
        Example(
            "moved to where it belongs",
            _project(
                "import os, tempfile\n\n\n"
                "def save(path, data):\n"
                "    fd, new = tempfile.mkstemp(dir=os.path.dirname(path))\n"
                "    try:\n"
                '        with os.fdopen(fd, "wb") as f:\n'
                "            f.write(data)\n"
                "        os.replace(new, path)\n"
                "    except BaseException:\n"
                "        os.unlink(new)\n"
                "        raise\n"
            ),
        ),
    ),
)
