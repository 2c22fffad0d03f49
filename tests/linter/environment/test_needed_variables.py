"""Variables that the code fails without: each kind of read beside the twins that something stands in for.

`# <- NAME` at the end of a line: a note names it there.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from runready_linter import knowledge
from runready_linter.lint import lint
from runready_rules.surveys import needed_variables

_MARK = re.compile(r"[ \t]*# <- (.+)$", re.MULTILINE)
_IMAGE = "FROM python:3.12-slim\nCOPY . /app\nWORKDIR /app\nENV GREETING=hello\nCMD exec gunicorn -b :$PORT app:app\n"
_SERVICE = (
    "version: 1.0\nruntime: python311\nbuild:\n  commands:\n    build:\n      - pip install -r requirements.txt\nrun:\n"
    "  command: gunicorn app:app\n  network:\n    port: 8000\n    env: APP_PORT\n  env:\n    - name: TABLE\n      value: notes\n"
    "  secrets:\n    - name: API_KEY\n      value-from: arn:aws:ssm:eu-west-1:123456789012:parameter/key\n"
)
_FLASK = "import os\n\nfrom flask import Flask\n\napp = Flask(__name__)\n"
_ROUTE = '\n\n@app.get("/")\ndef home():\n'

PROJECTS: dict[str, dict[str, str]] = {
    "read at the top of a module": {
        "Dockerfile": _IMAGE,
        "app.py": _FLASK + 'KEY = os.environ["SECRET_KEY"]  # <- SECRET_KEY\nTEXT = os.environ["GREETING"]\n',
    },
    "in an argument, a display, an f-string": {
        "Dockerfile": _IMAGE,
        "app.py": _FLASK
        + 'app.config.update(\n    A=os.environ["A"],  # <- A\n    B={"b": [os.environ["B"]]},  # <- B\n)\n'
        + "URL = f\"https://{os.environ['HOST_NAME']}/\"  # <- HOST_NAME\n",
    },
    "while serving": {
        "Dockerfile": _IMAGE,
        "app.py": _FLASK + _ROUTE + '    return os.environ["TEXT"].upper()  # <- TEXT\n',
    },
    "by an imported name": {
        "Dockerfile": _IMAGE,
        "app.py": _FLASK + 'from os import environ as env\n\nKEY = env["SECRET_KEY"]  # <- SECRET_KEY\n',
    },
    "with something that stands in": {
        "Dockerfile": _IMAGE,
        "app.py": _FLASK
        + 'A = os.environ.get("A", "a")\nB = os.getenv("B")\nC = os.environ["C"] if "C" in os.environ else "c"\n'
        + 'try:\n    D = os.environ["D"]\nexcept KeyError:\n    D = "d"\n'
        + 'if "E" in os.environ:\n    E = os.environ["E"]\n'
        + 'F = os.environ.get("G") or os.environ["F"]\n'
        + _ROUTE
        + '    try:\n        return os.environ["H"]\n    except (KeyError, ValueError):\n        return "h"\n',
    },
    "given by the service configuration": {
        "apprunner.yaml": _SERVICE,
        "app.py": _FLASK
        + 'T = os.environ["TABLE"]\nK = os.environ["API_KEY"]\nP = os.environ["APP_PORT"]\nQ = os.environ["PORT"]\n'
        + 'N = os.environ["QUEUE"]  # <- QUEUE\n',
    },
    "given by the start script, the project's own service file, the code, the platform": {
        "Dockerfile": _IMAGE.replace("exec gunicorn -b :$PORT app:app", '["./start.sh"]'),
        "start.sh": "#!/bin/sh\nexport STAGE=production\nexec gunicorn -b :$PORT app:app\n",
        "runready.yaml": "service:\n  env: {BUCKET: notes}\n",
        "app.py": _FLASK
        + 'os.environ.setdefault("LEVEL", "info")\nA = os.environ["STAGE"], os.environ["BUCKET"], os.environ["LEVEL"]\n'
        + 'B = os.environ["AWS_REGION"], os.environ["HOME"], os.environ["PATH"], os.environ["HOSTNAME"]\n',
    },
    "given by a file from which the environment is filled": {
        "Dockerfile": _IMAGE,
        ".env": "export TOKEN=x\n",
        "app.py": _FLASK + 'from dotenv import load_dotenv\n\nload_dotenv()\nT = os.environ["TOKEN"]\n',
    },
    "nothing to compare with": {"app.py": _FLASK + 'KEY = os.environ["SECRET_KEY"]\n'},
    "not the service's own code": {
        "Dockerfile": _IMAGE,
        "app.py": _FLASK,
        "tests/test_app.py": 'import os\n\nURL = os.environ["TEST_URL"]\n',
        "scripts/load.py": 'import os\n\nURL = os.environ["LOAD_URL"]\n',
        "settings_dev.py": 'import os\n\nURL = os.environ["DEV_URL"]\n',
    },
    "a main block that does not run": {
        "Dockerfile": _IMAGE,
        "app.py": _FLASK + 'if __name__ == "__main__":\n    app.run(port=int(os.environ["DEV_PORT"]))\n',
    },
    "a settings class": {
        "Dockerfile": _IMAGE + "ENV SHOP_REGION=eu\n",
        "app.py": "from pydantic import BaseModel, Field\nfrom pydantic_settings import BaseSettings, SettingsConfigDict\n"
        "from typing import ClassVar\n\n\nclass Mail(BaseModel):\n    host: str\n\n\nclass Settings(BaseSettings):\n"
        '    model_config = SettingsConfigDict(env_prefix="SHOP_")\n    kind: ClassVar[str]\n'
        "    table: str  # <- SHOP_TABLE\n    region: str\n    key: str = Field(min_length=8)  # <- SHOP_KEY\n"
        '    dsn: str = Field(alias="DATABASE_URL")  # <- DATABASE_URL\n    level: str = "info"\n'
        '    size: int = Field(default=5)\n    tags: list[str] = Field(default_factory=list)\n    note: str = Field("x")\n'
        "    token: str = Field(...)  # <- SHOP_TOKEN\n    mail: Mail\n\n\nsettings = Settings()\n",
    },
    "readers of libraries": {
        "Dockerfile": _IMAGE,
        "app.py": "import dj_database_url\nfrom decouple import config\nfrom environs import Env\n\nenv = Env()\nenv.read_env()\n"
        'KEY = config("SECRET_KEY")  # <- SECRET_KEY\nDEBUG = config("DEBUG", default=False, cast=bool)\n'
        'URL = env.str("SERVICE_URL")  # <- SERVICE_URL\nLEVEL = env("LEVEL", "info")\nDB = dj_database_url.config()\n',
    },
    "a reader in a block with a prefix": {
        "Dockerfile": _IMAGE,
        "app.py": 'from environs import Env\n\nenv = Env()\nwith env.prefixed("SHOP_"):\n'
        '    KEY = env.str("KEY")  # <- SHOP_KEY\n',
    },
    "a reader whose constructor gives the defaults": {
        "Dockerfile": _IMAGE,
        "app.py": 'import environ\n\nenv = environ.Env(DEBUG=(bool, False))\nDEBUG = env("DEBUG")\n'
        'KEY = env("SECRET_KEY")  # <- SECRET_KEY\nDB = env.db()  # <- DATABASE_URL\n',
    },
    "the same variable twice is one note": {
        "Dockerfile": _IMAGE,
        "app.py": _FLASK
        + 'KEY = os.environ["SECRET_KEY"]  # <- SECRET_KEY\n'
        + _ROUTE
        + '    return os.environ["SECRET_KEY"]\n',
    },
}


@pytest.mark.parametrize("project", PROJECTS.values(), ids=PROJECTS)
def test_a_variable_is_named_where_nothing_gives_it_and_nothing_stands_in(
    project: dict[str, str], tmp_path: Path
) -> None:
    expected: list[tuple[str, int, str]] = []
    for path, text in project.items():
        expected += [
            (path, number, mark[1])
            for number, line in enumerate(text.splitlines(), 1)
            if (mark := _MARK.search(line)) is not None
        ]
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_MARK.sub("", text), encoding="utf-8")
    report = lint([tmp_path], [], knowledge.installed(), surveys=[needed_variables.survey])
    assert [(n.span.path, n.span.line, n.message.partition(" is read")[0]) for n in report.notes] == sorted(expected)
    assert {n.clause for n in report.notes} <= {"environment"}
    assert report.findings == ()
