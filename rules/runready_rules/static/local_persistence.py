"""Data that is meant to last is written to the local file system while serving.

## What it does
Looks at what a handler, and all that it calls, writes: `open` for writing, an upload's `save`, `Path.write_text`, pickles, tables,
images and archives. The path is followed to where it comes from; it is reported where it is a folder or file of the
application's own. Django's `MEDIA_ROOT` is reported where uploads go to the default storage, a `FileSystemStorage` where a view
saves through it or where it is made for one field, and stores of other libraries where they are given a folder.

## Why it matters on App Runner
The file system of an instance is its own and ephemeral. What one request writes is unseen by the other instances, gone
after a deployment, a restart or a scale-in, and takes of the 3 GB of storage until then.

## How to fix
Keep files in S3, and small data in a database. Django's storages need no other change in the code:

    STORAGES = {"default": {"BACKEND": "storages.backends.s3.S3Storage"}, ...}

## When not to use it
For files that may be lost at any time, such as a copy of something that is kept elsewhere.

## Known limits
A folder that only a variable names is not judged. Files below the temporary folder are AR301's. A file whose name says that it
does not last (`cache`, `tmp`, `.lock`), one that is written only where it is absent, and one that the same function removes
are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from runready_linter.findings import Evidence, Finding, Severity
from runready_linter.link.kept_files import kept_files
from runready_linter.link.project import Project
from runready_linter.rule import Example, Rule


def check(project: Project) -> Iterator[Finding]:
    """One finding for each file or folder in which the service keeps data."""
    for kept in project.derive(kept_files):
        yield RULE.finding(
            kept.span,
            f"{kept.what} on this instance: lost at the next restart, and unseen by other instances",
            help="keep files in S3 and data in a database; the instance's own file system is scratch space",
            evidence=[Evidence(user.path, user.line, "written here too") for user in kept.users[:8]],
        )


_FLASK = "import os\nfrom flask import Flask, request\n\napp = Flask(__name__)\n"

RULE = Rule(
    code="AR302",
    name="local-persistence",
    clause="storage",
    severity=Severity.WARNING,
    check=check,
    doc=__doc__,
    needles=(b"open", b"save", b"write", b"dump", b"to_", b"MEDIA_ROOT", b"FileField", b"ImageField", b"copy", b"extractall",
             b"archive", b"pdfkit", b"Workbook", b"Excel", b"export", b"extract", b"h5py", b"netCDF4", b"HDFStore", b"output",
             b"screenshot", b"Canvas", b"DocTemplate", b"Drawing", b"Surface", b"convert", b"svg2", b"imgkit", b"sink_"),
    bad=(
        Example(
            "an upload",
            (
                (
                    "app.py",
                    (
                        _FLASK + 'UPLOADS = os.path.join(os.path.dirname(__file__), "uploads")\n\n\n'
                        '@app.post("/upload")\n'
                        "def upload():\n"
                        '    f = request.files["f"]\n'
                        "    f.save(os.path.join(UPLOADS, f.filename))  # <- AR302\n"
                        '    return "ok"\n'
                    ),
                ),
            ),
        ),
        Example(
            "a JSON file as a store, behind a helper",
            (
                (
                    "app.py",
                    (
                        'import json\nfrom fastapi import FastAPI\n\napp = FastAPI()\nPATH = "notes.json"\n\n\n'
                        "def store(notes):\n"
                        '    with open(PATH, "w") as f:  # <- AR302\n'
                        "        json.dump(notes, f)\n\n\n"
                        '@app.post("/notes")\n'
                        "def add(notes: list[str]):\n"
                        "    store(notes)\n"
                    ),
                ),
            ),
        ),
        Example(
            "Django's uploads",
            (
                (
                    "site/settings.py",
                    (
                        "from pathlib import Path\n\nBASE_DIR = Path(__file__).resolve().parent.parent\n"
                        'INSTALLED_APPS = ["shop"]\nMEDIA_ROOT = BASE_DIR / "media"  # <- AR302\n'
                    ),
                ),
                ("shop/models.py", 'from django.db import models\n\n\nclass Item(models.Model):\n    photo = models.ImageField(upload_to="items")\n'),
            ),
        ),
        Example(
            "a path object",
            (
                (
                    "app.py",
                    (
                        "from pathlib import Path\nfrom flask import Flask, request\n\napp = Flask(__name__)\n"
                        'DATA = Path("data")\n\n\n'
                        '@app.post("/notes/<name>")\n'
                        "def note(name):\n"
                        '    (DATA / f"{name}.txt").write_text(request.get_data(as_text=True))  # <- AR302\n'
                        '    return ""\n'
                    ),
                ),
            ),
        ),
    ),
    good=(
        Example(
            "uploads go to S3",
            (
                (
                    "app.py",
                    (
                        "import boto3\n" + _FLASK + '\n\n@app.post("/upload")\n'
                        "def upload():\n"
                        '    boto3.client("s3").upload_fileobj(request.files["f"], os.environ["BUCKET"], "key")\n'
                        '    return "ok"\n'
                    ),
                ),
            ),
        ),
        Example(
            "Django's storages",
            (
                (
                    "site/settings.py",
                    (
                        'INSTALLED_APPS = []\nMEDIA_ROOT = "media"\n'
                        'STORAGES = {"default": {"BACKEND": "storages.backends.s3.S3Storage"}}\n'
                    ),
                ),
            ),
        ),
        Example(
            "written once, at start-up",
            (
                (
                    "app.py",
                    (
                        "import json\nfrom flask import Flask\n\napp = Flask(__name__)\n"
                        'with open("openapi.json", "w") as f:\n'
                        '    json.dump({"version": 1}, f)\n'
                    ),
                ),
            ),
        ),
        Example(
            "in memory, and models that are saved",
            (
                (
                    "app.py",
                    (
                        "import io\nfrom flask import Flask, send_file\n\nfrom models import Plot\n\napp = Flask(__name__)\n\n\n"
                        '@app.get("/plot")\n'
                        "def plot():\n"
                        "    buffer = io.BytesIO()\n"
                        "    figure = Plot()\n"
                        "    figure.savefig(buffer)\n"
                        "    figure.save()\n"
                        "    return send_file(buffer)\n"
                    ),
                ),
            ),
        ),
        Example(
            "removed before the end",
            (
                (
                    "app.py",
                    (
                        _FLASK + '\n\n@app.post("/scan")\n'
                        "def scan():\n"
                        '    path = os.path.join("work", "upload.bin")\n'
                        '    request.files["f"].save(path)\n'
                        "    try:\n"
                        "        return check(path)\n"
                        "    finally:\n"
                        "        os.remove(path)\n"
                    ),
                ),
            ),
        ),
    ),
)  # fmt: skip
