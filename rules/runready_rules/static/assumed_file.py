"""A file that an earlier request wrote is opened as if it were still there.

## What it does
Looks at what a handler, and all that it calls, opens for reading, and reports it where the same path is written while
serving and nobody handles its absence: no `except` that catches it, no error handler of the application for it, no test, no listing of what is there, and no copy of
the file in the repository.

## Why it matters on App Runner
The instance that wrote the file need not be the one that is asked next, and a deployment, a restart or a scale-in takes its files
along. The open then fails, and the request with it.

## How to fix
Keep what must last outside of the instance (AR302), or answer without it:

    try:
        text = path.read_text()
    except FileNotFoundError:
        abort(404)

## When not to use it
For a file whose absence is an error of the installation, which should be seen as one.

## Known limits
A path that is put together from other parts than where it is written is recognized only in the same folder, where a name that is
not known may be that of any file. Files below the temporary folder are not followed from one request to the next, and files that a
storage opens are left to the setting that chooses it (AR302).
"""

from __future__ import annotations

from collections.abc import Iterator

from runready_linter.findings import Evidence, Finding, Severity
from runready_linter.link.file_reads import assumed_files
from runready_linter.link.project import Project
from runready_linter.rule import Example, Rule


def check(project: Project) -> Iterator[Finding]:
    """One finding for each open that rests on an earlier request."""
    for assumed in project.derive(assumed_files):
        yield RULE.finding(
            assumed.span,
            f"the file {assumed.file.shown} may be gone: an earlier request wrote it, perhaps on another instance",
            help="handle its absence (except FileNotFoundError), or keep the data outside of the instance",
            evidence=[Evidence(w.path, w.line, "a request writes it here") for w in assumed.writes[:8]],
        )


_HEAD = "import json\nimport os\nfrom flask import Flask, abort, request, send_file\n\napp = Flask(__name__)\n"
_SAVE = (
    'UPLOADS = "uploads"\n\n\n@app.post("/files/<name>")\ndef put(name):\n'
    '    request.files["f"].save(os.path.join(UPLOADS, name))\n    return ""\n\n\n'
    '@app.get("/files/<name>")\ndef fetch(name):\n'
)
_STORE = (
    'PATH = "notes.json"\n\n\n@app.post("/notes")\ndef put():\n'
    '    with open(PATH, "w") as f:\n        json.dump(request.json, f)\n    return ""\n\n\n'
    '@app.get("/notes")\ndef notes():\n'
)

RULE = Rule(
    code="AR305",
    name="assumed-file",
    clause="storage",
    severity=Severity.WARNING,
    check=check,
    doc=__doc__,
    needles=(b"open", b"send_file", b"FileResponse", b"read_", b"load", b"copy", b"parse", b"Reader", b"Document", b"imread", b"File", b"scan_",
             b"from_", b"unpack", b"extract_text", b"txt"),
    bad=(
        Example("a store in a file", (("app.py", _HEAD + _STORE + "    with open(PATH) as f:  # <- AR305\n        return json.load(f)\n"),)),
        Example("an upload that is sent back", (("app.py", _HEAD + _SAVE + "    return send_file(os.path.join(UPLOADS, name))  # <- AR305\n"),)),
        Example(
            "another error is caught",
            (
                (
                    "app.py",
                    (
                        _HEAD + _STORE + "    try:\n        with open(PATH) as f:  # <- AR305\n"
                        "            return json.load(f)\n    except ValueError:\n        return {}\n"
                    ),
                ),
            ),
        ),
        Example(
            "path objects, in FastAPI",
            (
                (
                    "main.py",
                    (
                        "from pathlib import Path\nfrom fastapi import FastAPI\n\napp = FastAPI()\n"
                        'PAGES = Path(__file__).parent / "pages"\n\n\n'
                        '@app.put("/pages/{name}")\ndef put(name: str, text: str):\n'
                        '    (PAGES / f"{name}.md").write_text(text)\n\n\n'
                        '@app.get("/pages/{name}")\ndef page(name: str):\n'
                        '    return (PAGES / f"{name}.md").read_text()  # <- AR305\n'
                    ),
                ),
            ),
        ),
    ),
    good=(
        Example(
            "its absence is caught",
            (
                (
                    "app.py",
                    (
                        _HEAD + _STORE + "    try:\n        with open(PATH) as f:\n"
                        "            return json.load(f)\n    except FileNotFoundError:\n        return {}\n"
                    ),
                ),
            ),
        ),
        Example(
            "it is tested",
            (
                (
                    "app.py",
                    (
                        _HEAD + _SAVE + "    path = os.path.join(UPLOADS, name)\n    if not os.path.isfile(path):\n"
                        "        abort(404)\n    return send_file(path)\n"
                    ),
                ),
            ),
        ),
        Example("the repository has it", (("notes.json", "{}\n"), ("app.py", _HEAD + _STORE + "    with open(PATH) as f:\n        return json.load(f)\n"))),
        Example(
            "another file, which nobody writes",
            (("app.py", _HEAD + _STORE + '    with open("menu.json") as f:\n        return json.load(f)\n'),),
        ),
        Example(
            "the same request wrote it",
            (
                (
                    "app.py",
                    (
                        _HEAD + 'PATH = "report.json"\n\n\n@app.post("/report")\ndef report():\n'
                        '    with open(PATH, "w") as f:\n        json.dump(request.json, f)\n    return send_file(PATH)\n'
                    ),
                ),
            ),
        ),
    ),
)  # fmt: skip
