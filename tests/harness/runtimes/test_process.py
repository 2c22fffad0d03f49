"""What only the process runtime does: find the start command, install dependencies, and share one machine's ports."""

from __future__ import annotations

import base64
import hashlib
import socket
import sys
import threading
import zipfile
from pathlib import Path

import pytest

from runready_harness.events import BuildFinished, BuildLine
from runready_harness.ledger import cache_folder
from runready_harness.spec import Backing, BackingProcess, Ready, Service
from runready_linter.problems import EnvironmentProblem

SERVER = "python -m http.server $PORT"


@pytest.fixture(scope="module")
def kind() -> str:
    return "process"


def wheel(folder: Path, name: str) -> None:
    """A wheel with one module, so that pip really installs something and needs no network."""
    info = f"{name}-1.0.dist-info"
    files = {
        f"{name}.py": "NAME = 'installed'\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    digests = {
        path: base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
        for path, text in files.items()
    }
    record = "".join(f"{path},sha256={digest},{len(files[path])}\n" for path, digest in digests.items())
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as archive:
        for path, text in {**files, f"{info}/RECORD": f"{record}{info}/RECORD,,\n"}.items():
            archive.writestr(path, text)


@pytest.mark.parametrize(
    ("files", "source"),
    [
        ({"Procfile": f"release: false\nweb: {SERVER}\n"}, "Procfile"),
        ({"Dockerfile": f"FROM x\nCMD {SERVER}\n"}, "Dockerfile"),
        ({"Containerfile": f"FROM x\nWORKDIR /app\nCMD {SERVER}\n"}, "Containerfile"),
        (
            {
                "apprunner.yaml": "version: 1.0\nrun:\n  command: python serve.py\n  env: [{name: GREETING, value: hi}]\n",
                "serve.py": "import os, runpy, sys\nassert os.environ['GREETING'] == 'hi'\n"
                "sys.argv[1:] = [os.environ['PORT']]\nrunpy.run_module('http.server', run_name='__main__')\n",
            },
            "apprunner.yaml",
        ),
    ],
)
def test_the_start_command_is_found(tmp_path, make, get, files, source):
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    events: list[object] = []
    with make("process", tmp_path, Service(), events=events) as runtime:
        runtime.prepare()
        assert "Directory listing" in get(runtime.start(port=8080))
    assert any(f"as {source} says" in getattr(each, "text", "") for each in events)


def test_without_a_start_command_it_says_what_to_do(tmp_path, make):
    with (
        pytest.raises(EnvironmentProblem, match="Nothing says what starts") as caught,
        make("process", tmp_path) as runtime,
    ):
        runtime.prepare()
    assert "command:" in caught.value.help


def test_the_images_folders_are_those_of_the_copy(tmp_path, make, get):
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "where.py").write_text(
        "import http.server, os, sys\n"
        "print(os.getcwd(), os.environ['DATA'], os.environ['KEPT'], sys.argv[1], flush=True)\n"
        "http.server.test(http.server.SimpleHTTPRequestHandler, port=int(os.environ['PORT']))\n"
    )
    (tmp_path / "Dockerfile").write_text(
        "FROM x AS build\nWORKDIR /build\nCMD false\nFROM x\nWORKDIR /app\nENV DATA=/app/data KEPT=/application\n"
        'COPY src/ .\nENTRYPOINT ["python"]\nCMD ["/app/where.py", "--root=/app"]\n'
    )
    with make("process", tmp_path) as runtime:
        runtime.prepare()
        instance = runtime.start(port=8080)
        get(instance)
        copy = instance._folder / "app" / "src"
        assert instance.log().splitlines()[0] == f"{copy} {copy}/data /application --root={copy}"


def test_a_port_that_another_program_holds_is_not_mistaken_for_the_instances(runtime, get):
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        instance = runtime.start(port=taken)
        try:
            assert get(instance) == "hello"
            assert instance.port != taken
            assert instance.endpoint(taken) is None
        finally:
            instance.remove()


def test_the_users_environment_does_not_leak_in(runtime, get, monkeypatch):
    monkeypatch.setenv("AWS_PROFILE", "mine")
    instance = runtime.start(port=8080)
    try:
        assert get(instance, "/env?name=AWS_PROFILE") == "(unset)"
        assert get(instance, "/env?name=HOME").endswith("/home")
    finally:
        instance.remove()


def test_dependencies_are_installed_once_also_by_two_runs_at_once(tmp_path, make, until):
    wheel(tmp_path, "tinydependency")
    (tmp_path / "requirements.txt").write_text("./tinydependency-1.0-py3-none-any.whl\n")
    (tmp_path / "Procfile").write_text("web: python -c 'import tinydependency as t; print(t.NAME, t.__file__)'\n")
    events: list[object] = []

    def run() -> None:
        with make("process", tmp_path, events=events) as runtime:
            runtime.prepare()
            instance = runtime.start(port=8080)
            until(lambda: not instance.state().running)
            assert instance.log().startswith(f"installed {cache_folder()}"), instance.log()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    run()
    assert len([each for each in events if isinstance(each, BuildFinished)]) == 1


def test_dependencies_that_cannot_be_installed_are_one_message(tmp_path, make):
    (tmp_path / "Procfile").write_text("web: python app.py\n")
    (tmp_path / "requirements.txt").write_text("./not-here-1.0-py3-none-any.whl\n")
    events: list[object] = []
    for _ in range(2):  # an environment that was not finished is not taken for one that was
        with pytest.raises(EnvironmentProblem) as caught, make("process", tmp_path, events=events) as runtime:
            runtime.prepare()
        assert "-m pip install" in caught.value.message
        assert "not-here-1.0-py3-none-any.whl" in caught.value.detail
    assert any(isinstance(each, BuildLine) for each in events)


def test_a_backing_process_outlives_the_instances_and_a_missing_program_is_told(tmp_path, make, get):
    (tmp_path / "store.py").write_text(
        "import http.server, pathlib, sys\n"
        "class H(http.server.BaseHTTPRequestHandler):\n"
        "    def do_GET(self):\n"
        "        file = pathlib.Path(sys.argv[2], 'count'); n = int(file.read_text()) + 1 if file.exists() else 1\n"
        "        file.write_text(str(n)); self.send_response(200); self.end_headers(); self.wfile.write(b'%d' % n)\n"
        "http.server.HTTPServer(('127.0.0.1', int(sys.argv[1])), H).serve_forever()\n"
    )
    (tmp_path / "app.py").write_text(
        "import http.server, os, urllib.request\n"
        "class H(http.server.BaseHTTPRequestHandler):\n"
        "    def do_GET(self):\n"
        "        with urllib.request.urlopen(os.environ['STORE']) as answer: body = answer.read()\n"
        "        self.send_response(200); self.end_headers(); self.wfile.write(body)\n"
        "http.server.HTTPServer(('', int(os.environ['PORT'])), H).serve_forever()\n"
    )
    command = [sys.executable, str(tmp_path / "store.py"), "{{port}}", "{{folder}}"]
    backing = {
        "store": Backing(image="store", port=6000, process=BackingProcess(command=command)),
        "cache": Backing(image="redis:7", port=6379, ready=Ready(tcp=True)),
        "search": Backing(image="x", port=9200, process=BackingProcess(command="no-such-search --port {{port}}")),
    }
    service = Service(command="python app.py", env={"STORE": "http://{{backing.store.host}}:{{backing.store.port}}/"})
    with make("process", tmp_path, service, backing) as runtime:
        runtime.prepare()
        assert dict(runtime.unavailable_backing) == {
            "cache": "it needs a container: the service file gives no `process: command:` for it",
            "search": "the program no-such-search is not on the path",
        }
        for expected in ("1", "2"):
            instance = runtime.start(port=8080)
            assert get(instance) == expected
            instance.remove()


def test_a_backing_process_that_ends_is_one_message(tmp_path, make):
    command = [sys.executable, "-c", "print('no space for data'); raise SystemExit(4)"]
    backing = {"db": Backing(image="db", port=5432, process=BackingProcess(command=command))}
    with (
        pytest.raises(EnvironmentProblem) as caught,
        make("process", tmp_path, Service(command="x"), backing) as runtime,
    ):
        runtime.prepare()
    assert caught.value.message == "The backing service db ended with exit code 4."
    assert caught.value.detail == "no space for data"


def test_what_takes_away_its_own_write_permission_is_removed_all_the_same(tmp_path, make, until):
    (tmp_path / "Procfile").write_text("web: mkdir -p locked/in && touch locked/in/file && chmod 0 locked/in locked\n")
    with make("process", tmp_path) as runtime:
        runtime.prepare()
        instance = runtime.start(port=8080)
        until(lambda: not instance.state().running)
    assert not instance._folder.exists()
