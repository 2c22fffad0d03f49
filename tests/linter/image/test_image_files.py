"""The files that an image takes along, held against what the engine's own builder puts into it."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from runready_harness.engine import Engine, connect
from runready_linter.containerfile.frontend import read
from runready_linter.facts import FileFacts
from runready_linter.knowledge import Knowledge
from runready_linter.link.image_files import brought
from runready_linter.link.project import Project

_TREE = {
    "app.py": "",
    ".env": "A=1",
    "conf/.env": "A=2",
    "conf/prod.env": "A=3",
    "conf/deep/site.env": "A=4",
    "web/.env": "A=5",
    "web/index.html": "",
}

_CASES: dict[str, tuple[str, str]] = {
    "the whole folder": ("FROM scratch\nCOPY . /app\n", ""),
    "relative to the working directory": ("FROM scratch\nWORKDIR /srv\nCOPY . .\n", ""),
    "an ignore file": ("FROM scratch\nCOPY . /app\n", ".env\nweb\n"),
    "an ignore file with an exception": ("FROM scratch\nCOPY . /app\n", "**/*.env\n!conf/prod.env\n"),
    "only what is taken back": ("FROM scratch\nCOPY . /app\n", "*\n!conf\nconf/deep\n"),
    "a folder is its content": ("FROM scratch\nCOPY conf /etc/app\n", ""),
    "a folder into a folder": ("FROM scratch\nCOPY conf /etc/app/\n", ""),
    "one file by its new name": ("FROM scratch\nCOPY .env /settings\n", ""),
    "one file into a folder": ("FROM scratch\nCOPY conf/prod.env /etc/\n", ""),
    "several": ("FROM scratch\nCOPY app.py .env conf /srv/\n", ""),
    "patterns": ("FROM scratch\nCOPY conf/*.env /etc/\n", ""),
    "patterns of folders": ("FROM scratch\nCOPY */.env /etc/found\n", "web\n"),
    "the JSON form": ('FROM scratch\nCOPY ["conf/prod.env", "/etc/app.env"]\n', ""),
    "ADD": ("FROM scratch\nADD conf /x/\n", ""),
    "variables": ("FROM scratch\nENV D=/opt\nARG F=conf\nCOPY $F ${D}/c\n", ""),
    "from another stage": ("FROM scratch AS b\nCOPY . /src\nFROM scratch\nCOPY --from=b /src/conf /app/conf\n", ""),
    "from another stage by its number": ("FROM scratch\nCOPY . /src\nFROM scratch\nCOPY --from=0 /src/.env /a/\n", ""),
    "nothing of another stage": ("FROM scratch AS b\nCOPY . /src\nFROM scratch\nCOPY --from=b /src/app.py /\n", ""),
    "an inherited stage": ("FROM scratch AS b\nWORKDIR /w\nCOPY .env .\nFROM b\nCOPY app.py .\n", ""),
    "put off": ("FROM scratch AS b\nONBUILD COPY conf /c\nFROM b\nCOPY app.py /\n", ""),
    "a stage by a build argument": ("ARG S=b\nFROM scratch AS b\nCOPY .env /e/\nFROM $S\nCOPY app.py /\n", ""),
}


def _predicted(text: str, files: Mapping[str, str]) -> dict[str, str]:
    container = read("Dockerfile", text.encode()).container
    assert container is not None
    project = Project(
        Path(),
        {"Dockerfile": FileFacts("Dockerfile", 1, container=container)},
        Knowledge(),
        read=lambda path: files[path].encode() if path in files else None,
        listing=lambda: frozenset(files),
    )
    found = brought(project, "Dockerfile", container, lambda name: name.endswith(".env"), lambda name: False)
    return {file.inside.lstrip("/"): files[file.path] for file in found}


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    connected = connect()
    yield connected
    connected.close()


@pytest.mark.docker
@pytest.mark.parametrize(("text", "ignore"), _CASES.values(), ids=_CASES.keys())
def test_what_is_brought_is_what_the_engine_copies(text: str, ignore: str, engine: Engine, tmp_path: Path) -> None:
    files = {**_TREE, "Dockerfile": text, ".dockerignore": ignore}
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content)
    built, _ = engine.client.images.build(path=str(tmp_path), rm=True, forcerm=True)
    try:
        container = engine.client.containers.create(built.id, command="none")
        try:
            inside = _contents(b"".join(container.export()))
        finally:
            container.remove()
    finally:
        engine.client.images.remove(built.id, force=True)
    assert _predicted(text, files) == {path: text for path, text in inside.items() if text.startswith("A=")}


def _contents(archive: bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for member in tar:
            stream = tar.extractfile(member) if member.isfile() else None
            if stream is not None:
                found[member.name.lstrip("/")] = stream.read().decode("utf-8", "replace")
    return found


def test_a_build_stage_removes_for_good_and_the_last_stage_does_not() -> None:
    removed = "FROM x AS b\nWORKDIR /src\nCOPY . .\nRUN rm -rf conf .env && make\nFROM y\nCOPY --from=b /src /app\n"
    assert _predicted(removed, _TREE).keys() == {"app/web/.env"}
    assert "src/.env" in _predicted("FROM x\nWORKDIR /src\nCOPY . .\nRUN rm -rf conf .env\n", _TREE)


def test_flags_of_copy() -> None:
    assert _predicted("FROM x\nCOPY --exclude=**/*.env --exclude=web . /a\n", _TREE).keys() == set()
    assert _predicted("FROM x\nCOPY --parents conf/deep /a\n", _TREE).keys() == {"a/conf/deep/site.env"}
    assert _predicted("FROM x\nCOPY --from=nginx . /a\n", _TREE).keys() == set()


def test_the_container_files_own_ignore_file_wins() -> None:
    files = {**_TREE, ".dockerignore": "conf\n", "Dockerfile.dockerignore": "web\n**/deep\n"}
    assert _predicted("FROM x\nCOPY . /a\n", files).keys() == {"a/.env", "a/conf/.env", "a/conf/prod.env"}
