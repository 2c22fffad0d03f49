"""What only containers do: limits, memory, volumes, images, backing services, and engines that are not at hand."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import docker
import pytest

from runready_harness.engine import Engine, connect
from runready_harness.events import BackingReady, BuildFinished, BuildLine, Notice
from runready_harness.runtimes.base import Runtime
from runready_harness.runtimes.select import choose
from runready_harness.spec import Backing, Ready, Service
from runready_linter.problems import EnvironmentProblem, UsageProblem

pytestmark = pytest.mark.docker

STORE = """
import http.server, time
entries = []
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        entries.append(self.path)
        self.send_response(200); self.end_headers(); self.wfile.write(str(len(entries)).encode())
print("store is ready", flush=True)
http.server.HTTPServer(("", 6000), Handler).serve_forever()
"""

FRONT = """
import http.server, os, urllib.request
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        with urllib.request.urlopen(os.environ["STORE_URL"]) as answer: body = answer.read()
        self.send_response(200); self.end_headers(); self.wfile.write(body)
http.server.HTTPServer(("", int(os.environ["PORT"])), Handler).serve_forever()
"""


def folder_with(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name.replace("_py", ".py")).write_text(text)
    return folder


@pytest.fixture
def client():
    client = docker.from_env()
    yield client
    client.close()


@pytest.fixture(scope="module")
def kind() -> str:
    return "docker"


def container_of(client, instance):
    return client.containers.get(instance._container.name)


def test_the_limits_are_the_configured_ones_and_nothing_is_shared(runtime: Runtime, client, get):
    instance = runtime.start(port=8080)
    try:
        get(instance)
        attributes = container_of(client, instance).attrs
        host = attributes["HostConfig"]
        assert (host["Memory"], host["MemorySwap"], host["NanoCpus"]) == (2**29, 2**29, 10**9)
        assert host["PidsLimit"] == 2048
        assert not host.get("Init")
        assert not host["Binds"]
        assert not host["CapAdd"]
        assert not host["Privileged"]
        assert not host["PortBindings"], "reached by its own address: nothing is published"
        assert set(attributes["Config"]["Labels"]) >= {"runready.run", "runready.pid", "runready.expires"}
    finally:
        instance.remove()


def test_a_volume_is_seen_and_removed_with_its_instance(runtime: Runtime, client, get):
    before = {each.name for each in client.volumes.list()}
    instance = runtime.start(port=8080)
    try:
        assert get(instance, "/write?path=/var/lib/app/upload") == "/var/lib/app/upload"
        mine = {each["Name"] for each in container_of(client, instance).attrs["Mounts"]} - before
        assert len(mine) == 1
        assert [(each.path, each.size) for each in instance.files_written()] == [("/var/lib/app/upload", 5)]
    finally:
        instance.remove()
    assert not mine & {each.name for each in client.volumes.list()}


def test_memory_that_runs_out_is_told_for_process_1_and_for_a_worker(runtime: Runtime, project, make, until, get):
    with make("docker", project, Service(memory=0.125)) as small:
        small.prepare()
        first = small.start(port=8080, env={"MODE": "hog"})
        until(lambda: not first.state().running)
        assert (first.state().exit_code, first.state().out_of_memory) == (137, True)
        worker = small.start(port=8080)
        assert get(worker) == "hello"
        assert not worker.state().out_of_memory
        assert get(worker, "/hog") == "-9"
        until(lambda: worker.state().out_of_memory)
        assert worker.state().running


def test_where_containers_are_not_reached_ports_are_published_on_this_machine_alone(
    project, make, client, get, until, monkeypatch
):
    # As with Docker Desktop, where the containers' network is inside a virtual machine.
    monkeypatch.setattr(Engine, "reaches_gateway", lambda self, address: False)
    with make("docker", project) as runtime:
        runtime.prepare()
        instance = runtime.start(port=8123)
        assert get(instance) == "hello"
        endpoint = instance.endpoint(8123)
        assert endpoint is not None
        assert (endpoint.host, instance.endpoint(8124)) == ("127.0.0.1", None)
        bindings = container_of(client, instance).attrs["NetworkSettings"]["Ports"]
        assert {each["HostIp"] for each_port in bindings.values() for each in each_port} == {"127.0.0.1"}
        astray = runtime.start(port=8123, env={"MODE": "other-port", "OTHER_PORT": "5000"})
        assert get(astray, port=5000) == "hello"


def test_sockets_are_told_from_inside_where_this_machine_does_not_see_the_process(runtime: Runtime, monkeypatch, get):
    monkeypatch.setattr("runready_harness.runtimes.container._local_table", lambda container_id, pid: None)
    instance = runtime.start(port=8080)
    try:
        get(instance)
        assert [str(each) for each in instance.listeners() or ()] == ["0.0.0.0:8080"]
    finally:
        instance.remove()


def test_a_build_is_shown_cached_and_its_image_removed(tmp_path, make, client):
    app = folder_with(
        tmp_path / "slow build",
        Dockerfile='FROM python:3.11-slim\nRUN echo made-anew && date +%N > /stamp\nCMD ["python", "-m", "http.server"]\n',
    )
    ids = []
    for shown in (True, False):
        events: list[object] = []
        with make("docker", app, events=events) as runtime:
            runtime.prepare()
            [finished] = [each for each in events if isinstance(each, BuildFinished)]
            ids.append(client.images.get(finished.image).id)
        assert any(isinstance(each, BuildLine) and each.text == "made-anew" for each in events) is shown
        assert not client.images.list(name=finished.image)
    assert ids[0] == ids[1]


def test_a_given_image_is_run_and_left_as_it_is(tmp_path, make, client):
    app = folder_with(tmp_path / "given", Dockerfile='FROM python:3.11-slim\nCMD ["sleep", "60"]\n')
    client.images.build(path=str(app), tag="runready-test-given:mine", rm=True)
    try:
        with make("docker", app, image="runready-test-given:mine") as runtime:
            runtime.prepare()
            assert runtime.start(port=8080).state().running
        assert client.images.get("runready-test-given:mine").tags == ["runready-test-given:mine"]
    finally:
        client.images.remove("runready-test-given:mine")


@pytest.mark.parametrize(
    ("dockerfile", "message", "line", "detail"),
    [
        (
            "FROM python:3.11-slim\nRUN echo before\nRUN echo the-cause && \\\n    exit 7\n",
            "The image does not build: it failed at `RUN echo the-cause &&     exit 7`.",
            3,
            "the-cause",
        ),
        ("FROM python:3.11-slim\nCOPY missing.txt .\n", "it failed at `COPY missing.txt .`", 2, "missing.txt"),
        ("FROM python:3.11-slim\nRUNN echo\n", "The image does not build", 2, "RUNN"),
        ("FROM python:3.11-slim\n\nRUN --mount=type=cache,target=/c true\n", "needs BuildKit (RUN --mount)", 3, ""),
        ("FROM python:3.11-slim\nRUN <<EOF\necho\nEOF\n", "needs BuildKit (a here-document)", 2, ""),
    ],
)
def test_a_dockerfile_that_does_not_build_is_one_message(tmp_path, make, client, dockerfile, message, line, detail):
    if "BuildKit" in message and not _classic_builder():
        pytest.skip("BuildKit is there")
    containers = {each.id for each in client.containers.list(all=True, ignore_removed=True)}
    app = folder_with(tmp_path / "broken", Dockerfile=dockerfile)
    with pytest.raises(EnvironmentProblem) as caught, make("docker", app) as runtime:
        runtime.prepare()
    assert message in caught.value.message
    assert caught.value.place is not None
    assert (Path(caught.value.place.path).name, caught.value.place.line) == ("Dockerfile", line)
    assert detail in caught.value.detail
    assert len(caught.value.detail.splitlines()) <= 17
    mine = [each for each in client.containers.list(all=True, ignore_removed=True) if each.id not in containers]
    assert not [each for each in mine if str(each.attrs["Config"].get("Image")).startswith("runready/broken")]


# Stands in for the command line with its buildx plugin, which not every test machine has: notes what it is asked, builds
# with the engine's own builder, or fails with BuildKit's real words.
BUILDX = """#!{python}
import json, pathlib, sys
import docker
words = [word for word in sys.argv[1:] if word != "buildx"]
if words == ["version"]: sys.exit()
options = dict(word.lstrip("-").partition("=")[::2] for word in words[1:-1])
pathlib.Path({notes!r}).write_text(json.dumps(options))
if "exit 7" in pathlib.Path(options["file"]).read_text():
    print('''#5 [stage-0 2/3] RUN sleep 1
#6 [1/2] RUN echo the-cause &&     exit 7
#6 0.221 the-cause
#6 ERROR: process "/bin/sh -c echo the-cause &&     exit 7" did not complete successfully: exit code: 7
#5 [stage-0 3/3] RUN sleep 2
#5 CANCELED
------
 > [1/2] RUN echo the-cause &&     exit 7:
0.221 the-cause
------
ERROR: failed to solve: process "/bin/sh -c echo the-cause" did not complete successfully: exit code: 7''')
    sys.exit(1)
client = docker.from_env()
client.images.build(path=words[-1], dockerfile=options["file"], tag=options["tag"], rm=True)
print("#5 exporting to image")
"""


def test_buildx_is_used_where_it_is_there(tmp_path, make, client, monkeypatch):
    program = tmp_path / "bin" / "docker"
    program.parent.mkdir()
    program.write_text(BUILDX.format(python=sys.executable, notes=str(tmp_path / "notes")))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    good = folder_with(tmp_path / "good", Dockerfile='FROM python:3.11-slim\nCMD ["sleep", "60"]\n')
    events: list[object] = []
    with make("docker", good, events=events) as runtime:
        runtime.prepare()
        assert runtime.start(port=8080).state().running
    [finished] = [each for each in events if isinstance(each, BuildFinished)]
    options = json.loads((tmp_path / "notes").read_text())
    assert options == {"load": "", "progress": "plain", "tag": finished.image, "file": str(good / "Dockerfile")}
    assert not client.images.list(name=finished.image)
    assert not client.images.list(name="runready-cache/good"), "BuildKit keeps its own cache"

    bad = folder_with(
        tmp_path / "bad",
        Dockerfile="FROM python:3.11-slim\nRUN --mount=type=cache,target=/c true\nRUN echo the-cause && \\\n    exit 7\n",
    )
    with pytest.raises(EnvironmentProblem) as caught, make("docker", bad) as runtime:
        runtime.prepare()
    assert caught.value.message == "The image does not build: it failed at `RUN echo the-cause &&     exit 7`."
    assert str(caught.value.place).endswith("/Dockerfile:3")
    assert "failed to solve" in caught.value.detail


def _classic_builder() -> bool:
    import shutil
    import subprocess

    program = shutil.which("docker")
    return program is None or subprocess.run([program, "buildx", "version"], capture_output=True).returncode != 0


def test_an_image_without_a_command_or_that_is_not_there_is_one_message(tmp_path, make):
    silent = folder_with(tmp_path / "silent", Dockerfile="FROM scratch\nCOPY Dockerfile /\n")
    with pytest.raises(EnvironmentProblem, match="does not say what starts"), make("docker", silent) as runtime:
        runtime.prepare()
    with (
        pytest.raises(EnvironmentProblem, match="localhost:9/no/such is not on this engine"),
        make("docker", silent, image="localhost:9/no/such") as runtime,
    ):
        runtime.prepare()


def test_a_backing_service_is_found_by_its_key_and_outlives_the_instances(tmp_path, make, get, client):
    app = folder_with(
        tmp_path / "front", Dockerfile='FROM python:3.11-slim\nCOPY . .\nCMD ["python", "app.py"]\n', app_py=FRONT
    )
    folder_with(app / "store", Dockerfile='FROM python:3.11-slim\nCOPY . .\nCMD ["python", "s.py"]\n', s_py=STORE)
    service = Service(memory=0.5, env={"STORE_URL": "http://{{backing.store.host}}:{{backing.store.port}}/"})
    for ready in (Ready(tcp=True), Ready(log="store is ready"), Ready(http="/")):
        events: list[object] = []
        with make(
            "docker", app, service, {"store": Backing(build="store", port=6000, ready=ready)}, events=events
        ) as runtime:
            runtime.prepare()
            assert [each.name for each in events if isinstance(each, BackingReady)] == ["store"]
            counts = []
            for _ in range(2):
                instance = runtime.start(port=8080)
                counts.append(int(get(instance)))
                instance.remove()
            assert counts[1] == counts[0] + 1
    assert not [each for each in client.containers.list(all=True, ignore_removed=True) if each.name.endswith("-store")]


def test_a_backing_service_that_ends_or_never_listens_is_one_message(tmp_path, make, project, monkeypatch):
    ends = folder_with(tmp_path / "ends", Dockerfile='FROM python:3.11-slim\nCMD ["python", "-c", "print(1/0)"]\n')
    never = folder_with(tmp_path / "never", Dockerfile='FROM python:3.11-slim\nCMD ["sleep", "300"]\n')
    monkeypatch.setattr("runready_harness.backing.ready.LIMIT_SECONDS", 1.0)
    for folder, message, detail in (
        (ends, "The backing service db ended with exit code 1.", "ZeroDivisionError"),
        (never, "The backing service db is not ready after 1 s: nothing listens on port 5432 on every", "nothing"),
    ):
        with (
            pytest.raises(EnvironmentProblem) as caught,
            make("docker", project, None, {"db": Backing(build=str(folder), port=5432)}) as runtime,
        ):
            runtime.prepare()
        assert message in caught.value.message
        assert detail in caught.value.detail


def test_a_variable_that_is_missing_is_told_before_the_build(project, make):
    events: list[object] = []
    with (
        pytest.raises(UsageProblem, match="The variable NOT_SET_HERE is not set"),
        make("docker", project, Service(env={"KEY": "{{env.NOT_SET_HERE}}"}), events=events) as runtime,
    ):
        runtime.prepare()
    assert events == []


@pytest.mark.parametrize("host", ["unix:///no/such/engine.sock", "tcp://127.0.0.1:9"])
def test_without_an_engine_auto_falls_back_and_docker_says_what_to_do(project, monkeypatch, host):
    monkeypatch.setenv("DOCKER_HOST", host)
    with pytest.raises(EnvironmentProblem) as caught:
        connect()
    assert caught.value.message == f"No container engine answers at {host}."
    assert "--runtime process" in caught.value.help
    events: list[object] = []
    runtime = choose("auto", project, Service(), {}, None, events.append)
    assert runtime.name == "process"
    [notice] = events
    assert isinstance(notice, Notice)
    assert (
        notice.text
        == f"No container engine answers at {host}. The application runs as a process of this machine instead."
    )
    with pytest.raises(EnvironmentProblem):
        choose("docker", project, Service(), {}, None, events.append)
    with pytest.raises(EnvironmentProblem):
        choose("auto", project, Service(), {}, "some-image", events.append)


def test_without_a_dockerfile_auto_takes_processes(tmp_path):
    events: list[object] = []
    assert choose("auto", tmp_path, Service(), {}, None, events.append).name == "process"
    assert len(events) == 1
    with pytest.raises(EnvironmentProblem, match="no Dockerfile or Containerfile"):
        choose("docker", tmp_path, Service(), {}, None, events.append)
    with pytest.raises(UsageProblem, match="--image needs containers"):
        choose("process", tmp_path, Service(), {}, "some-image", events.append)
