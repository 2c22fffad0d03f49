"""A small real application whose behaviour its variables choose, and the runtimes that run it."""

from __future__ import annotations

import os
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from runready_harness.events import Event
from runready_harness.runtimes.base import Instance, Runtime
from runready_harness.runtimes.select import choose
from runready_harness.spec import Backing, Service

APP = """
import os, subprocess, sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import helper  # leaves byte code behind, which is not the application's own writing

HOG = "x = bytearray(300 * 2**20)\\nfor i in range(0, len(x), 4096): x[i] = 1"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        url = urlsplit(self.path)
        arguments = {key: values[0] for key, values in parse_qs(url.query).items()}
        if url.path == "/write":
            path = os.path.expandvars(arguments["path"])
            os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
            with open(path, "a") as file:
                file.write("hello")
            answer = os.path.abspath(path)
        elif url.path == "/env":
            answer = os.environ.get(arguments["name"], "(unset)")
        elif url.path == "/spawn":
            answer = str(subprocess.Popen(["sleep", "300"], start_new_session=True).pid)
        elif url.path == "/hog":
            answer = str(subprocess.run([sys.executable, "-c", HOG]).returncode)
        else:
            answer = "hello"
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer.encode())


mode = os.environ.get("MODE", "")
if mode == "exit":
    sys.exit("no database, no service")
if mode == "hog":
    exec(HOG)
host = "127.0.0.1" if mode == "loopback" else ""
port = int(os.environ["OTHER_PORT"] if mode == "other-port" else os.environ["PORT"])
print("serving on", port, flush=True)
ThreadingHTTPServer((host, port), Handler).serve_forever()
"""

DOCKERFILE = """
FROM python:3.11-slim
WORKDIR /srv/app
ENV GREETING="good day" DATA=/srv/app/data
COPY . .
VOLUME /var/lib/app
CMD ["python", "app.py"]
"""

Wait = Callable[[Callable[[], object]], None]
Get = Callable[..., str]


def wait_until(condition: Callable[[], object], seconds: float = 15) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.02)


@pytest.fixture
def until() -> Wait:
    return wait_until


@pytest.fixture
def get() -> Get:
    """GET of an instance's path as text, waiting until it answers."""

    def get(instance: Instance, path: str = "/", port: int | None = None) -> str:
        endpoint = instance.endpoint(port or instance.port)
        assert endpoint is not None
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        deadline = time.monotonic() + 15
        while True:
            try:
                with opener.open(f"http://{endpoint.host}:{endpoint.port}{path}", timeout=5) as answer:
                    return str(answer.read().decode())
            except OSError:
                assert time.monotonic() < deadline, f"no answer; its log:\n{instance.log()}"
                assert instance.state().running, f"it ended; its log:\n{instance.log()}"
                time.sleep(0.02)

    return get


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("projects") / "Some App"
    folder.mkdir()
    (folder / "app.py").write_text(APP)
    (folder / "helper.py").write_text("")
    (folder / "seed.txt").write_text("seed")
    (folder / "secret.txt").write_text("not for the image")
    (folder / ".dockerignore").write_text("# kept out\nsecret.txt\n")
    (folder / "Dockerfile").write_text(DOCKERFILE)
    return folder


Events = list[Event]
MakeRuntime = Callable[..., Runtime]


def make_runtime(
    kind: str,
    project: Path,
    service: Service | None = None,
    backing: dict[str, Backing] | None = None,
    image: str | None = None,
    events: Events | None = None,
) -> Runtime:
    emit = (events if events is not None else []).append
    return choose(kind, project, service or Service(memory=0.5), backing or {}, image, emit)  # type: ignore[arg-type]


@pytest.fixture
def make() -> MakeRuntime:
    return make_runtime


@pytest.fixture(scope="module", params=["process", pytest.param("docker", marks=pytest.mark.docker)])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def runtime(kind: str, project: Path) -> Iterator[Runtime]:
    """A prepared runtime, shared by the tests of a module."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("APP_SECRET", "s3cret")
        service = Service(memory=0.5, env={"SECRET": "{{env.APP_SECRET}}", "FLAG": True, "COUNT": 3})
        with make_runtime(kind, project, service) as runtime:
            runtime.prepare()
            yield runtime


@pytest.fixture(autouse=True, scope="module")
def nothing_left() -> Iterator[None]:
    """After a module: no ledger, and no folder of a run."""
    yield
    runs = Path(os.environ["XDG_STATE_HOME"]) / "runready" / "runs"
    assert not list(runs.glob("*")), "a ledger was left"
    assert not list(Path(tempfile.gettempdir()).glob("runready-*")), "a folder was left"
