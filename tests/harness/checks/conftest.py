"""The fixture applications as projects, and a run of the checks against one of them."""

from __future__ import annotations

import fcntl
import gc
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from runready_harness.events import Emit, discard
from runready_harness.run import HarnessReport, Options, run

_APPS = Path(__file__).parent.parent / "apps"
_DOCKERFILE = """\
FROM python:3.11-slim
WORKDIR /app
COPY web.py app.py ./
CMD ["python", "-u", "app.py"]
"""


@pytest.fixture
def project(tmp_path: Path) -> Callable[[str], Path]:
    """Makes the application of a name into a folder of its own, with its backing service beside it."""

    def make(name: str) -> Path:
        folder = tmp_path / name
        shutil.copytree(_APPS / name, folder)
        shutil.copy(_APPS / "web.py", folder)
        shutil.copytree(_APPS / "kv", folder / "kv")
        (folder / "Dockerfile").write_text(_DOCKERFILE)
        service_file = folder / "runready.yaml"
        service_file.write_text(service_file.read_text().replace("KV_FOLDER", str(folder / "kv")))
        return folder

    return make


@pytest.fixture
def audit(project: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., HarnessReport]:
    """Runs the checks against the application of a name; further arguments are `Options`, and `emit`."""

    def audited(name: str, *, emit: Emit = discard, **options: Any) -> HarnessReport:
        # Tests run side by side, and as a process an application with a port of its own can run only once.
        lock = tmp_path_factory.getbasetemp().parent / f"{name}.lock"
        with lock.open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            report = run(project(name), Options(**{"start_limit": 30, **options}), emit)
        # A socket or file that nobody closed is told when it is collected: in the test that left it.
        gc.collect()
        return report

    return audited
