"""What a compose file hints at, and that it decides nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from runready_linter import knowledge
from runready_linter.findings import Finding
from runready_linter.lint import lint
from runready_linter.rule import installed

_COMPOSE = """services:
  web:
    build: {context: ., dockerfile: docker/Dockerfile}
    command: gunicorn -b 0.0.0.0:5000 app:app
    ports: ["5000:5000"]
  cache:
    image: docker.io/library/redis:7-alpine
  db:
    image: postgres:16
"""
_APP = 'import os\nimport redis\n\nclient = redis.from_url(os.environ.get("REDIS_URL", "redis://localhost:6379"))\n'
_IMAGE = "FROM python:3.12-slim\nWORKDIR /app\nCOPY . .\n"


def _findings(folder: Path, **files: str) -> list[Finding]:
    for name, text in {"docker/Dockerfile": _IMAGE, "docker-compose.yml": _COMPOSE, **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return list(lint([folder], list(installed().values()), knowledge.installed()).findings)


def _evidence(findings: list[Finding], code: str) -> list[tuple[str, int]]:
    (finding,) = (f for f in findings if f.code == code)
    return [(e.path, e.line) for e in finding.evidence]


def test_a_service_of_a_developers_machine_is_evidence(tmp_path: Path) -> None:
    assert _evidence(_findings(tmp_path, **{"app.py": _APP}), "AR402") == [("docker-compose.yml", 6)]


def test_a_database_server_of_a_developers_machine_is_evidence(tmp_path: Path) -> None:
    app = 'import sqlite3\n\n\ndef read(request):\n    return sqlite3.connect("shop.db").execute("select 1")\n'
    assert ("docker-compose.yml", 8) in _evidence(_findings(tmp_path, **{"app.py": app}), "AR303")


def test_its_command_is_not_what_starts_the_service(tmp_path: Path) -> None:
    findings = _findings(tmp_path)
    assert [(f.code, f.span.path) for f in findings] == [("AR602", "docker/Dockerfile")]
    assert _evidence(findings, "AR602") == [("docker-compose.yml", 4)]


def test_it_says_from_which_folder_an_image_is_built(tmp_path: Path) -> None:
    secret = {".env": "SECRET_KEY=9f3c1e77ab02d4\n"}
    assert "AR605" in {f.code for f in _findings(tmp_path / "a", **secret)}
    own = {"docker-compose.yml": _COMPOSE.replace("context: ., dockerfile: docker/Dockerfile", "context: docker")}
    assert "AR605" not in {f.code for f in _findings(tmp_path / "b", **secret, **own)}


@pytest.mark.parametrize("text", ["", "services:\n", "services: [a]\n", "services:\n  web:\n", "a: b: c\n", "\t- x", "services: {web: {build: [1], image: {a: b}, command: }}"])  # fmt: skip
def test_one_that_is_none_hints_at_nothing(tmp_path: Path, text: str) -> None:
    findings = _findings(tmp_path, **{"docker-compose.yml": text, "app.py": _APP})
    assert _evidence(findings, "AR402") == []
