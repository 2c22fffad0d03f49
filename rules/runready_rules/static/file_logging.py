"""Logs go to a local file rather than to stdout or stderr.

## What it does
Looks at what sends logs to a file: `logging.FileHandler` and its rotating kin, `logging.basicConfig(filename=...)`, the
handlers of a `dictConfig` and of Django's `LOGGING`, `loguru.logger.add("file.log")`, an open file that a stream handler, a logger
factory of structlog or `sys.stdout` is given, the log options of gunicorn, hypercorn, daphne and uWSGI, and `accesslog` and
`errorlog` in gunicorn's configuration file.

## Why it matters on App Runner
App Runner collects what the application writes to stdout and stderr. A file on the instance is seen by nobody, goes with the
instance, and takes of its 3 GB of storage for as long as it lives.

## How to fix
Log to the standard streams, and let the platform keep the lines:

    logging.basicConfig(stream=sys.stdout, level=logging.INFO)
    gunicorn --access-logfile - app:app

## When not to use it
For a file that another process on the same instance reads and ships.

## Known limits
Logging configurations in files (`logging.ini`, YAML, JSON) and redirections of a shell are not read. A file that is
written beside the standard streams is reported too. A handler that no logger of its configuration names is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from runready_linter.findings import Finding, Severity
from runready_linter.link.log_files import log_files
from runready_linter.link.project import Project
from runready_linter.rule import Example, Rule


def check(project: Project) -> Iterator[Finding]:
    """One finding for each place that chooses a log file."""
    for log in project.derive(log_files):
        yield RULE.finding(
            log.span,
            f"{log.by} sends logs to the file {log.name}, which nobody sees and which goes with the instance",
            help='log to stdout or stderr: a StreamHandler, or "-" for a server\'s log option',
        )


_FROM = "FROM python:3.12-slim\nCOPY . /app\nWORKDIR /app\n"

RULE = Rule(
    code="AR304",
    name="file-logging",
    clause="storage",
    severity=Severity.WARNING,
    check=check,
    doc=__doc__,
    # A Procfile is not searched, and any code may have one that names a log file.
    needles=(b"import", b"log", b"CMD", b"ENTRYPOINT"),
    bad=(
        Example(
            "a rotating file",
            (
                (
                    "app.py",
                    (
                        "import logging\nfrom logging.handlers import RotatingFileHandler\n\nfrom flask import Flask\n\n"
                        "app = Flask(__name__)\n"
                        'handler = RotatingFileHandler("logs/app.log", maxBytes=10240, backupCount=10)  # <- AR304\n'
                        "app.logger.addHandler(handler)\n"
                    ),
                ),
            ),
        ),
        Example(
            "Django's LOGGING",
            (
                (
                    "site/settings.py",
                    (
                        "from pathlib import Path\n\nBASE_DIR = Path(__file__).resolve().parent\nINSTALLED_APPS = []\n"
                        "LOGGING = {\n"
                        '    "version": 1,\n'
                        '    "handlers": {\n'
                        '        "console": {"class": "logging.StreamHandler"},\n'
                        '        "file": {\n'
                        '            "class": "logging.FileHandler",  # <- AR304\n'
                        '            "filename": BASE_DIR / "debug.log",\n'
                        "        },\n    },\n"
                        '    "root": {"handlers": ["file"]},\n'
                        "}\n"
                    ),
                ),
            ),
        ),
        Example(
            "a server's option",
            (("Dockerfile", _FROM + "CMD exec gunicorn --access-logfile /var/log/access.log -b :$PORT app:app  # <- AR304\n"),),
        ),
        Example(
            "gunicorn's configuration file",
            (("gunicorn.conf.py", 'accesslog = "-"\nerrorlog = "/var/log/gunicorn/error.log"  # <- AR304\n'),),
        ),
        Example(
            "loguru, with a fallback for a variable",
            (
                (
                    "main.py",
                    (
                        "import os\nfrom loguru import logger\n\n"
                        'LOG_FILE = os.environ.get("LOG_FILE", "app.log")\n'
                        'logger.add(LOG_FILE, rotation="1 MB")  # <- AR304\n'
                    ),
                ),
            ),
        ),
    ),
    good=(
        Example(
            "the standard streams",
            (
                (
                    "app.py",
                    (
                        "import logging\nimport sys\n\nfrom loguru import logger\n\n"
                        "logging.basicConfig(stream=sys.stdout, level=logging.INFO)\nlogger.add(sys.stderr)\n"
                    ),
                ),
            ),
        ),
        Example(
            "files that are the standard streams",
            (
                ("gunicorn.conf.py", 'accesslog = "-"\nerrorlog = "/dev/stderr"\n'),
                ("log.py", 'import logging\n\nhandler = logging.FileHandler("/dev/stdout")\n'),
                ("Dockerfile", _FROM + "CMD exec gunicorn --access-logfile - --log-file=- -b :$PORT app:app\n"),
            ),
        ),
        Example(
            "only where a variable asks for it",
            (
                (
                    "log.py",
                    (
                        "import logging\nimport os\n\n"
                        'path = os.environ.get("LOG_FILE")\n'
                        "if path:\n"
                        "    logging.getLogger().addHandler(logging.FileHandler(path))\n"
                    ),
                ),
            ),
        ),
        Example(
            "development only",
            (
                (
                    "app.py",
                    (
                        "import logging\n\nfrom flask import Flask\n\napp = Flask(__name__)\n"
                        "if app.debug:\n"
                        '    app.logger.addHandler(logging.FileHandler("debug.log"))\n'
                    ),
                ),
            ),
        ),
    ),
)  # fmt: skip
