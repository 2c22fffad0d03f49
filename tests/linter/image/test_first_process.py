"""What AR607 says about an image, held against what the engine does: whether the stop signal reaches the application."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from runready_harness.engine import Engine, connect
from runready_linter import knowledge
from runready_linter.lint import lint
from runready_rules.static.signal_swallowed import RULE

_APP = """import signal, sys, time

def stop(*_):
    print("stopped", flush=True)
    sys.exit(0)

signal.signal(signal.SIGTERM, stop)
print("started", flush=True)
time.sleep(60)
"""
_ENTRY = 'ENTRYPOINT ["./entry.sh"]\nCMD ["python", "app.py"]\n'

#: The end of the container file, and the script beside it.
_REACHED: dict[str, tuple[str, str]] = {
    "no shell": ('CMD ["python", "app.py"]\n', ""),
    "exec in the shell form": ("CMD exec python app.py\n", ""),
    "exec behind another command": ('CMD ["sh", "-c", "true && exec python app.py"]\n', ""),
    "bash and a single command": ('CMD ["bash", "-c", "python app.py"]\n', ""),
    "a script that becomes its arguments": (_ENTRY, '#!/bin/sh\nset -e\nexec "$@"\n'),
    "a script with a trap": (_ENTRY, '#!/bin/sh\n"$@" &\npid=$!\ntrap "kill -TERM $pid" TERM\nwait $pid\nwait $pid\n'),
}
_SWALLOWED: dict[str, tuple[str, str]] = {
    "the shell form": ("CMD python app.py\n", ""),
    "a shell that is called": ('CMD ["sh", "-c", "python app.py"]\n', ""),
    "bash and a redirection": ('CMD ["bash", "-c", "python app.py 2>&1"]\n', ""),
    "exec in a pipeline": ("CMD exec python app.py | cat\n", ""),
    "a script that stays": (_ENTRY, '#!/bin/sh\nset -e\n"$@"\n'),
    "a bash script that stays": (_ENTRY, "#!/bin/bash\npython app.py\n"),
}
_CASES = [pytest.param(*case, True, id=name) for name, case in _REACHED.items()]
_CASES += [pytest.param(*case, False, id=name) for name, case in _SWALLOWED.items()]


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    connected = connect()
    yield connected
    connected.close()


@pytest.fixture
def project(tmp_path: Path, end: str, script: str) -> Path:
    (tmp_path / "Dockerfile").write_text(f"FROM python:3.11-slim\nWORKDIR /app\nCOPY . .\n{end}")
    (tmp_path / "app.py").write_text(_APP)
    (tmp_path / "entry.sh").write_text(script)
    (tmp_path / "entry.sh").chmod(0o755)
    return tmp_path


@pytest.mark.parametrize(("end", "script", "reached"), _CASES)
def test_the_rule_says_which(project: Path, reached: bool) -> None:
    assert [f.code for f in lint([project], [RULE], knowledge.installed()).findings] == ([] if reached else ["AR607"])


@pytest.mark.docker
@pytest.mark.parametrize(("end", "script", "reached"), _CASES)
def test_the_engine_agrees(project: Path, reached: bool, engine: Engine) -> None:
    image, _ = engine.client.images.build(path=str(project), rm=True, forcerm=True)
    try:
        container = engine.client.containers.run(image.id, detach=True)
        try:
            deadline = time.monotonic() + 20
            while b"started" not in container.logs() and time.monotonic() < deadline:
                time.sleep(0.05)
            container.stop(timeout=2)
            assert (b"stopped" in container.logs()) is reached
        finally:
            container.remove(force=True)
    finally:
        engine.client.images.remove(image.id, force=True)
