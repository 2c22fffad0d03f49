"""A run that is ended from outside: exit code 130, one word about it, and nothing left behind."""

from __future__ import annotations

import signal
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = [pytest.mark.docker, pytest.mark.usefixtures("spotless")]

SERVER = """
import os
from http.server import BaseHTTPRequestHandler, HTTPServer

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

HTTPServer(("", int(os.environ["PORT"])), Handler).serve_forever()
"""
#: Never listens, so that the run waits for it.
SILENT = {
    "app.py": "import time\ntime.sleep(600)\n",
    "Dockerfile": 'FROM python:3.11-slim\nCOPY . .\nCMD ["python", "app.py"]\n',
}
BUILDING = {"app.py": SERVER, "Dockerfile": "FROM python:3.11-slim\nCOPY . .\nRUN echo reached && sleep 600\n"}


class Heard:
    """What a process says on stderr, collected while it runs."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.text = ""
        self._stream = process.stderr
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        assert self._stream is not None
        while chunk := self._stream.readline():
            self.text += chunk

    def rest(self) -> str:
        self._thread.join(60)
        return self.text


Interrupted = Callable[..., tuple[int, str, int]]


@pytest.fixture
def interrupted(start, until) -> Interrupted:
    """Runs a test of a project, waits for a word on stderr, sends signals, and gives exit code, stderr and pid."""

    def run(folder: Path, word: str, *signals: signal.Signals) -> tuple[int, str, int]:
        with start("test", "--verbose", cwd=folder) as process:
            heard = Heard(process)
            try:
                until(lambda: word in heard.text or process.poll() is not None, word)
                assert process.poll() is None, heard.rest()
                for each in signals:
                    process.send_signal(each)
                    until(lambda: "interrupted" in heard.text or process.poll() is not None, "a word about it")
                code = process.wait(60)
                return code, heard.rest(), process.pid
            finally:
                process.kill()

    return run


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_while_an_instance_starts(interrupted: Interrupted, make, traces, number: signal.Signals):
    code, err, pid = interrupted(make(SILENT), "starting instance-1", number)
    assert code == 130
    assert "Traceback" not in err
    assert err.rstrip().endswith("interrupted")
    assert traces(pid) == []


def test_while_the_image_is_built(interrupted: Interrupted, make, traces):
    code, err, pid = interrupted(make(BUILDING), "  reached", signal.SIGINT)
    assert code == 130
    assert "Traceback" not in err
    assert traces(pid) == []


def test_a_second_one_ends_at_once_and_reap_removes_the_rest(interrupted: Interrupted, make, traces, runready):
    # Both arrive before anything can be removed: the first is held up by nothing but the second.
    code, err, pid = interrupted(make(SILENT), "starting instance-1", signal.SIGINT, signal.SIGINT)
    assert code == 130
    assert "Traceback" not in err
    ran = runready("reap")
    assert ran.code == 0
    assert traces(pid) == []


def test_what_is_kept_stays_up_until_it_is_reaped(runready, make, traces):
    folder = make({"app.py": SERVER, "Dockerfile": 'FROM python:3.11-slim\nCOPY . .\nCMD ["python", "app.py"]\n'})
    ran = runready("test", "--keep", "--select", "AC101", cwd=folder)
    assert ran.code == 0, ran.err
    assert "`runready reap` removes what is kept" in ran.err
    assert {each.split()[0] for each in traces(ran.pid)} >= {"container", "network"}
    reaped = runready("reap")
    assert (reaped.code, reaped.err) == (0, "")
    assert "1 container, 1 network" in reaped.out
    assert traces(ran.pid) == []
    assert runready("reap").out == "nothing was left behind\n"
