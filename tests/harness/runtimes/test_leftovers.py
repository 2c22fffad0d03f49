"""Runs that are ended from outside: what unwinds by itself, and what `reap` removes after a kill."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from runready_harness.ledger import RUN_LABEL, read_ledgers
from runready_harness.reap import reap

RUN = """
import sys
import time
from pathlib import Path
from runready_harness.interrupts import unwinding
from runready_harness.runtimes.select import choose
from runready_harness.spec import Service

try:
    with unwinding(), choose(sys.argv[1], Path(sys.argv[2]), Service(memory=0.5), {}, None, lambda event: None) as runtime:
        runtime.prepare()
        instance = runtime.start(port=8080)
        while not instance.listeners():
            assert instance.state().running, instance.log()
        print(instance._container.name if sys.argv[1] == "docker" else instance._folder, flush=True)
        while True:  # not one long read: a signal that comes just before a blocking call does not end it
            time.sleep(0.02)
except KeyboardInterrupt:
    sys.exit(130)
"""


@pytest.fixture
def run(kind: str, project: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process in the middle of a run, with an instance up."""
    command = [sys.executable, "-c", RUN, kind, str(project)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, preexec_fn=_hear_every_signal
    ) as process:
        yield process
        process.kill()


def _hear_every_signal() -> None:
    """Whoever runs the tests (`nohup`) may ignore a signal, and what is started would inherit that."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL if number != signal.SIGINT else signal.default_int_handler)


def traces(kind: str, name: str) -> list[str]:
    """What can still be seen of a run: its container, network and image, or its folder and processes."""
    if kind == "process":
        folder = Path(name).parent
        running = [each.name() for each in psutil.process_iter() if _inside(each, folder)]
        return [*running, *([str(folder)] if folder.exists() else [])]
    import docker

    client = docker.from_env()
    try:
        run = name.split("-")[1]
        filters = {"label": f"{RUN_LABEL}={run}"}
        found = [each.name for each in client.containers.list(all=True, filters=filters, ignore_removed=True)]
        found += [each.name for each in client.networks.list(filters=filters)]
        found += [tag for image in client.images.list() for tag in image.tags if tag.endswith(f":{run}")]
        return found
    finally:
        client.close()


def _inside(process: psutil.Process, folder: Path) -> bool:
    try:
        return process.cwd().startswith(str(folder))
    except psutil.Error:
        return False


def test_a_killed_run_is_reaped_and_a_live_one_is_not(kind: str, run, runtime, get):
    assert run.stdout is not None
    name = run.stdout.readline().strip()
    alive = runtime.start(port=8080)
    try:
        assert get(alive) == "hello"
        reap()
        assert traces(kind, name), "the other run is alive: reaping must not touch it"
        run.kill()
        run.wait()
        left = traces(kind, name)
        assert len(left) == (2 if kind == "process" else 3)
        report = reap()
        assert traces(kind, name) == []
        if kind == "docker":
            assert name in report.containers
            assert len(report.networks) >= 1
            assert len(report.images) >= 1
        else:
            assert report.folders == (str(Path(name).parent),)
            assert report.processes == 1
        assert [entry.id for entry, _ in read_ledgers().values()] == [runtime._ledger.run.id]
        assert get(alive) == "hello"
    finally:
        alive.remove()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_first_signal_unwinds_and_leaves_nothing(kind: str, run, number):
    assert run.stdout is not None
    name = run.stdout.readline().strip()
    run.send_signal(number)
    assert run.wait(timeout=30) == 130
    assert traces(kind, name) == []
    assert run.pid not in [entry.pid for entry, _ in read_ledgers().values()]


@pytest.mark.docker
def test_an_interrupted_build_leaves_no_container(tmp_path, until):
    import docker

    marker = f"sleep 61.{os.getpid()}"
    (tmp_path / "Dockerfile").write_text(f"FROM python:3.11-slim\nRUN {marker}\n")
    client = docker.from_env()

    def building() -> list[str]:
        containers = client.containers.list(all=True, ignore_removed=True)
        return [each.name for each in containers if marker in str(each.attrs["Config"]["Cmd"])]

    try:
        command = [sys.executable, "-c", RUN, "docker", str(tmp_path)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as run:
            until(building)
            run.send_signal(signal.SIGINT)
            assert run.wait(timeout=10) == 130
        until(lambda: not building())
        assert run.pid not in [entry.pid for entry, _ in read_ledgers().values()]
    finally:
        client.close()


def test_the_second_signal_ends_at_once_and_leaves_it_to_reap(kind: str, run):
    assert run.stdout is not None
    name = run.stdout.readline().strip()
    run.send_signal(signal.SIGINT)
    run.send_signal(signal.SIGTERM)
    assert run.wait(timeout=10) == 130
    reap()
    assert traces(kind, name) == []
