"""What both runtimes promise, tried on the same application."""

from __future__ import annotations

import os
import socket
import urllib.parse

import psutil
import pytest

from runready_harness.runtimes.base import InstanceState, Runtime

REFUSED = "refused|timed out|unreachable|No route"


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def write(get, instance, path: str) -> str:
    return get(instance, f"/write?path={urllib.parse.quote(path)}")


def test_an_instance_answers_on_the_port_that_it_was_told(runtime: Runtime, get):
    instance = runtime.start(port=8123, env={"EXTRA": "for one instance"})
    try:
        assert get(instance) == "hello"
        assert instance.state() == InstanceState(running=True)
        assert [each.port for each in instance.listeners() or ()] == [instance.port]
        assert not any(each.loopback for each in instance.listeners() or ())
        assert f"serving on {instance.port}" in instance.log()
        asked = ("PORT", "GREETING", "SECRET", "FLAG", "COUNT", "EXTRA", "APP_SECRET")
        assert {name: get(instance, f"/env?name={name}") for name in asked} == {
            "PORT": str(instance.port),
            "GREETING": "good day",
            "SECRET": "s3cret",
            "FLAG": "true",
            "COUNT": "3",
            "EXTRA": "for one instance",
            "APP_SECRET": "(unset)",
        }
    finally:
        instance.remove()


def test_a_loopback_listener_is_told_from_a_reachable_one(runtime: Runtime, until):
    instance = runtime.start(port=8080, env={"MODE": "loopback"})
    try:
        until(instance.listeners)
        assert [(each.address, each.loopback) for each in instance.listeners() or ()] == [("127.0.0.1", True)]
        endpoint = instance.endpoint(instance.port)
        assert endpoint is not None
        if runtime.name == "docker":
            with pytest.raises(OSError, match=REFUSED):
                socket.create_connection((endpoint.host, endpoint.port), timeout=2)
    finally:
        instance.remove()


def test_another_port_than_the_told_one_is_found_and_reached(runtime: Runtime, until, get, free_port: int):
    instance = runtime.start(port=8080, env={"MODE": "other-port", "OTHER_PORT": str(free_port)})
    try:
        until(instance.listeners)
        assert [each.port for each in instance.listeners() or ()] == [free_port]
        assert get(instance, port=free_port) == "hello"
    finally:
        instance.remove()


def test_an_instance_that_ends_at_once_keeps_its_exit_code_and_log(runtime: Runtime, until):
    instance = runtime.start(port=8080, env={"MODE": "exit"})
    try:
        until(lambda: not instance.state().running)
        assert instance.state() == InstanceState(running=False, exit_code=1)
        assert instance.listeners() == ()
        assert "no database, no service" in instance.log()
    finally:
        instance.remove()
    assert instance.state() == InstanceState(running=False, exit_code=1)
    assert "no database, no service" in instance.log()


def test_written_files_are_those_of_the_instance_and_vanish_with_it(runtime: Runtime, get):
    instance = runtime.start(port=8080)
    try:
        get(instance)
        assert instance.files_written() == ()
        temp = get(instance, "/env?name=TMPDIR").replace("(unset)", "/tmp")
        new = write(get, instance, "$DATA/notes/one.txt")
        old = write(get, instance, "seed.txt")
        temporary = write(get, instance, f"{temp}/upload.bin")
        found = {each.path: (each.change, each.size) for each in instance.files_written()}
        # The image's folder is the copy's in the process runtime: the application's own words are compared.
        assert found == {new: ("added", 5), old: ("changed", 9), temporary: ("added", 5)}
    finally:
        instance.remove()
    assert instance.files_written() == ()

    fresh = runtime.start(port=8080)
    try:
        get(fresh)
        assert fresh.files_written() == ()
        write(get, fresh, "seed.txt")
        assert [(each.change, each.size) for each in fresh.files_written()] == [("changed", 9)]
    finally:
        fresh.remove()


def test_two_instances_run_side_by_side_and_apart(runtime: Runtime, get):
    one, two = runtime.start(port=8080), runtime.start(port=8080)
    try:
        assert one.name != two.name
        assert get(one) == get(two) == "hello"
        write(get, one, "only-here.txt")
        assert [os.path.basename(each.path) for each in one.files_written()] == ["only-here.txt"]
        assert two.files_written() == ()
    finally:
        one.remove()
        two.remove()


def test_removing_ends_all_that_it_started_and_may_be_repeated(runtime: Runtime, get, until):
    instance = runtime.start(port=8080)
    child = int(get(instance, "/spawn"))
    endpoint = instance.endpoint(instance.port)
    assert endpoint is not None
    instance.remove()
    instance.remove()
    assert not instance.state().running
    with pytest.raises(OSError, match=REFUSED):
        socket.create_connection((endpoint.host, endpoint.port), timeout=2)
    if runtime.name == "process":
        until(lambda: not psutil.pid_exists(child) or psutil.Process(child).status() == psutil.STATUS_ZOMBIE)


def test_what_dockerignore_names_is_not_there(runtime: Runtime, get):
    instance = runtime.start(port=8080)
    try:
        write(get, instance, "secret.txt")
        assert [(each.change, each.size) for each in instance.files_written()] == [("added", 5)]
    finally:
        instance.remove()


def test_a_program_that_is_not_there_is_an_instance_that_failed(kind: str, project, make, until):
    from runready_harness.spec import Service

    with make(kind, project, Service(memory=0.5, command="no-such-server --port 1")) as runtime:
        runtime.prepare()
        instance = runtime.start(port=8080)
        until(lambda: not instance.state().running)
        assert instance.state().exit_code == 127
        assert "no-such-server" in instance.log()
        assert instance.endpoint(8080) is None or instance.listeners() == ()
