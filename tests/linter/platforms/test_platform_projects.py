"""The same project under two contracts: whole small projects, each linted once a platform.

A line on which something is reported ends with `# <-` and, by platform, code and severity. A platform that is not named
must stay silent there.
"""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from runready_linter import knowledge
from runready_linter.findings import Finding
from runready_linter.lint import lint
from runready_linter.rule import installed
from runready_rules import platforms

_MARK = re.compile(r"[ \t]*# <- (.+)$", re.MULTILINE)
_FROM = "FROM python:3.12-slim\nCOPY . /app\nWORKDIR /app\n"
_BUILD = (
    "version: 1.0\nruntime: python311\nbuild:\n  commands:\n    build:\n      - pip install -r requirements.txt\nrun:\n"
)
_UVICORN = "import os\n\nimport uvicorn\n\n"
_FASTAPI = "from fastapi import FastAPI\n\napp = FastAPI()\n\n\n"

#: Files by path, under what the project shows.
PROJECTS: dict[str, dict[str, str]] = {
    "a literal port that is no platform's default": {
        "Dockerfile": _FROM
        + "CMD exec uvicorn main:app --host 0.0.0.0 --port 8000  # <- app-runner AR101 error, ecs-express AR101 warning\n",
    },
    "the default port of the one": {
        "Dockerfile": _FROM
        + "CMD exec uvicorn main:app --host 0.0.0.0 --port 8080  # <- app-runner AR101 warning, ecs-express AR101 warning\n",
    },
    "the default port of the other": {
        "Dockerfile": _FROM + "CMD exec uvicorn main:app --host 0.0.0.0 --port 80  # <- app-runner AR101 error\n",
    },
    "a fallback for PORT that is right on one": {
        "main.py": _UVICORN
        + 'port = int(os.environ.get("PORT", 8080))  # <- ecs-express AR103 warning\n'
        + 'uvicorn.run("app:app", host="0.0.0.0", port=port)\n',
    },
    "and on the other": {
        "main.py": _UVICORN
        + 'port = int(os.environ.get("PORT", 80))  # <- app-runner AR103 info\n'
        + 'uvicorn.run("app:app", host="0.0.0.0", port=port)\n',
    },
    "a fallback in the start script": {
        "Dockerfile": _FROM + 'CMD ["./start.sh"]\n',
        "start.sh": "#!/bin/sh\nexec gunicorn -b 0.0.0.0:${PORT:-80} app:app  # <- app-runner AR103 info\n",
    },
    "PORT without a fallback": {
        "main.py": _UVICORN
        + 'uvicorn.run("app:app", host="0.0.0.0", port=int(os.environ["PORT"]))  # <- ecs-express AR108 warning\n',
    },
    "a server that follows PORT by itself": {
        "Dockerfile": _FROM + "CMD exec gunicorn app:app  # <- ecs-express AR108 warning\n",
    },
    "an image that sets PORT to the default of the other": {
        "Dockerfile": _FROM + "ENV PORT=80  # <- app-runner AR401 warning\nCMD exec gunicorn app:app\n",
    },
    "an image that sets PORT to another number": {
        "Dockerfile": _FROM
        + "ENV PORT=8000  # <- app-runner AR401 warning\nCMD exec gunicorn app:app  # <- ecs-express AR101 warning\n",
    },
    "the project's own file states the port": {
        "Dockerfile": _FROM + "CMD exec uvicorn main:app --host 0.0.0.0 --port 8000  # <- app-runner AR101 error\n",
        "runready.yaml": "service: {port: 8000}\n",
    },
    "and another port": {
        "Dockerfile": _FROM
        + "CMD exec uvicorn main:app --host 0.0.0.0 --port 80  # <- app-runner AR101 error, ecs-express AR101 warning\n",
        "runready.yaml": "service: {port: 8000}\n",
    },
    "it states the port of a fallback": {
        "main.py": _UVICORN
        + 'uvicorn.run("app:app", host="0.0.0.0", port=int(os.environ.get("PORT", 8000)))  # <- app-runner AR103 info\n',
        "pyproject.toml": "[tool.runready.service]\nport = 8000\n",
    },
    "it gives PORT": {
        "Dockerfile": _FROM + "CMD exec gunicorn app:app\n",
        "runready.yaml": 'service:\n  port: 8000\n  env: {PORT: "8000"}\n',
    },
    "a start script that sets PORT where nothing does": {
        "Dockerfile": _FROM + 'CMD ["./start.sh"]\n',
        "start.sh": '#!/bin/sh\nif [ -z "$PORT" ]; then\n  export PORT=80\nfi\nexec python main.py\n',
        "main.py": _UVICORN
        + 'uvicorn.run("app:app", host="0.0.0.0", port=int(os.environ["PORT"]))  # <- ecs-express AR108 warning\n',
    },
    "a start script that writes over PORT": {
        "Dockerfile": _FROM + 'CMD ["./start.sh"]\n',
        "start.sh": "#!/bin/sh\nexport PORT=80  # <- app-runner AR401 error\nexec gunicorn app:app\n",
    },
    "code that writes over PORT": {
        "main.py": _UVICORN
        + 'os.environ["PORT"] = "5000"  # <- app-runner AR401 error\n'
        + 'uvicorn.run("app:app", host="0.0.0.0", port=80)  # <- app-runner AR101 error\n',
    },
    "another variable than PORT, with a fallback": {
        "main.py": _UVICORN
        + 'uvicorn.run("app:app", host="0.0.0.0", port=int(os.getenv("APP_PORT", "80")))  # <- app-runner AR108 error\n',
    },
    "another variable than PORT, without one": {
        "main.py": _UVICORN
        + 'uvicorn.run("a:a", host="0.0.0.0", port=int(os.environ["APP_PORT"]))  # <- app-runner AR108 error, ecs-express AR108 warning\n',
    },
    "another variable, which the start script sets from PORT": {
        "Dockerfile": _FROM + 'CMD ["./start.sh"]\n',
        "start.sh": "#!/bin/sh\nexport APP_PORT=${PORT:-80}\nexec python main.py\n",
        "main.py": _UVICORN + 'uvicorn.run("app:app", host="0.0.0.0", port=int(os.environ["APP_PORT"]))\n',
    },
    "the container's own host name": {
        "main.py": _UVICORN
        + 'port = int(os.environ["PORT"]) if "PORT" in os.environ else 80  # <- app-runner AR103 info\n'
        + 'uvicorn.run("app:app", host=os.environ["HOSTNAME"], port=port)  # <- app-runner AR102 error\n',
    },
    "loopback": {
        "Dockerfile": _FROM + "CMD exec uvicorn main:app --port ${PORT:-80}  # <- app-runner AR102 error, "
        "app-runner AR103 info, ecs-express AR102 error\n",
    },
    "a WebSocket and plain HTTP": {
        "main.py": _FASTAPI
        + '@app.websocket("/ws")  # <- app-runner AR106 warning\nasync def ws(socket):\n    await socket.accept()\n',
    },
    "gRPC": {
        "main.py": "import grpc\n\nserver = grpc.server(None)\n"
        'server.add_insecure_port("[::]:80")  # <- app-runner AR106 warning, app-runner AR101 error, ecs-express AR106 warning\n'
        "server.start()\n",
    },
    "a thread that a request starts": {
        "main.py": "import threading\n\n" + _FASTAPI + '@app.post("/jobs")\ndef jobs():\n'
        "    threading.Thread(target=print).start()  # <- app-runner AR206 warning, ecs-express AR206 info\n    return {}\n",
    },
    "a task after the response": {
        "main.py": "from fastapi import BackgroundTasks, FastAPI\n\napp = FastAPI()\n\n\n"
        '@app.post("/mails")\ndef mails(tasks: BackgroundTasks):\n'
        '    tasks.add_task(print, "sent")  # <- app-runner AR206 info\n    return {}\n',
    },
    "a worker beside the application": {
        "Dockerfile": _FROM + 'CMD ["./start.sh"]  # <- app-runner AR608 warning, ecs-express AR608 info\n',
        "start.sh": "#!/bin/sh\ncelery -A app worker &\nexec gunicorn -b 0.0.0.0:${PORT:-80} app:app  # <- app-runner AR103 info\n",
    },
    "an image for an ARM processor": {
        "Dockerfile": "FROM --platform=linux/arm64 python:3.12-slim  # <- app-runner AR604 error\n"
        "CMD exec gunicorn -b 0.0.0.0:${PORT:-80} app:app  # <- app-runner AR103 info\n",
    },
    "an image for another one": {
        "Dockerfile": "FROM --platform=linux/s390x python:3.12-slim  # <- app-runner AR604 error, ecs-express AR604 error\n"
        "CMD exec gunicorn -b 0.0.0.0:${PORT:-80} app:app  # <- app-runner AR103 info\n",
    },
    "EXPOSE and HEALTHCHECK": {
        "Dockerfile": _FROM
        + "HEALTHCHECK CMD curl -f http://localhost/  # <- app-runner AR606 info, ecs-express AR606 info\n"
        "EXPOSE 80  # <- app-runner AR606 info\n"
        "CMD exec gunicorn -b 0.0.0.0:${PORT:-80} app:app  # <- app-runner AR103 info\n",
    },
    "a volume is gone with the instance on both": {
        "Dockerfile": _FROM + "VOLUME /data  # <- app-runner AR603 warning, ecs-express AR603 warning\n"
        "CMD exec gunicorn -b 0.0.0.0:${PORT:-80} app:app  # <- app-runner AR103 info\n",
    },
    "a start command that only the other one's configuration has": {
        "Dockerfile": "FROM python:3.12-slim  # <- ecs-express AR602 warning\nWORKDIR /app\nCOPY . .\n",
        "apprunner.yaml": _BUILD + "  command: gunicorn app:app\n",
    },
    "state in the process is lost on both": {
        "main.py": _FASTAPI + "notes = []  # <- app-runner AR201 error, ecs-express AR201 error\n\n\n"
        '@app.post("/notes")\ndef add(text: str):\n    notes.append(text)\n    return {}\n',
    },
    "a configuration that only one reads": {
        "apprunner.yaml": "version: 1.0\nruntime: python3  # <- app-runner AR703 error\n"
        "build:\n  commands:\n    build:\n      - pip install -r requirements.txt\nrun:\n"
        "  command: flask db upgrade && gunicorn -b 0.0.0.0:80 app:app  # <- app-runner AR706 error\n"
        "  network:\n    port: 8080  # <- app-runner AR702 error\n  env:\n    - name: PORT  # <- app-runner AR401 error\n"
        '      value: "80"\n  colour: red  # <- app-runner AR701 error\n',
    },
    "a key that the other's configuration gives is given": {
        "Dockerfile": _FROM + "CMD exec gunicorn -b 0.0.0.0:80 app:app  # <- app-runner AR101 error\n",
        "apprunner.yaml": _BUILD + "  command: gunicorn app:app\n  secrets:\n    - name: SECRET_KEY\n"
        "      value-from: arn:aws:ssm:eu-west-1:123456789012:parameter/key\n",
        "app.py": "import os\nimport secrets\n\nfrom flask import Flask\n\napp = Flask(__name__)\n"
        'app.secret_key = os.environ.get("SECRET_KEY") or secrets.token_hex(16)\n',
    },
    "infrastructure code that only one reads": {
        "main.tf": 'resource "aws_apprunner_service" "web" {\n  service_name = "web"\n  source_configuration {\n'
        '    image_repository {\n      image_identifier      = "ghcr.io/shop/web:1"  # <- app-runner AR705 error\n'
        '      image_repository_type = "ECR"\n      image_configuration {\n        port = "8000"\n'
        "        runtime_environment_variables = {\n"
        '          DB_PASSWORD = "Xk29-vQp81zL-mmT4"  # <- app-runner AR704 error\n        }\n      }\n    }\n  }\n}\n',
    },
    "a configuration of the other beside an image": {
        "Dockerfile": _FROM + "CMD exec gunicorn -b 0.0.0.0:80 app:app  # <- app-runner AR101 error\n",
        "apprunner.yaml": _BUILD + "  command: gunicorn -b 0.0.0.0:$PORT app:app  # <- app-runner AR601 error\n",
    },
    "a configuration of the other says what an image would start": {
        "apprunner.yaml": _BUILD
        + "  command: gunicorn -b 0.0.0.0:8080 app:app  # <- app-runner AR101 info, ecs-express AR101 warning\n"
        "  network:\n    port: 8080\n",
        "app.py": "from flask import Flask\n\napp = Flask(__name__)\n\n"
        'if __name__ == "__main__":\n    app.run(port=5000, debug=True)\n',
    },
}


def _reported(folder: Path, platform: str) -> tuple[Finding, ...]:
    profile = platforms.load(platform)
    known = dataclasses.replace(knowledge.installed(), platform=platforms.platform(profile))
    report = lint([folder], tuple(installed().values()), known)
    assert not [t for t in report.troubles if t.path.endswith(".py")]
    return report.findings


@pytest.mark.parametrize("platform", platforms.PLATFORMS)
@pytest.mark.parametrize("project", PROJECTS.values(), ids=PROJECTS)
def test_a_project_is_judged_by_the_contract_of_its_platform(
    project: dict[str, str], platform: str, tmp_path: Path
) -> None:
    expected: list[tuple[str, int, str, str]] = []
    for path, text in project.items():
        for number, line in enumerate(text.splitlines(), 1):
            for part in mark[1].split(",") if (mark := _MARK.search(line)) is not None else ():
                where, code, severity = part.split()
                if where == platform:
                    expected.append((path, number, code, severity))
        (tmp_path / path).write_text(_MARK.sub("", text), encoding="utf-8")
    found = _reported(tmp_path, platform)
    assert sorted((f.span.path, f.span.line, f.code, f.severity.value) for f in found) == sorted(expected)
    other = {platforms.load(p).name for p in platforms.PLATFORMS if p != platform}
    for finding in found:
        assert not [n for n in other if n in finding.message + finding.help], finding
