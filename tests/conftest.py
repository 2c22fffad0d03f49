"""What every test shares: the gate for tests that need a container engine, and state folders of the session's own."""

from __future__ import annotations

import functools
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest


@functools.cache
def _missing_engine() -> str:
    """Why no container engine can be used, or nothing."""
    from runready_harness.engine import connect
    from runready_linter.problems import EnvironmentProblem

    try:
        connect().close()
    except EnvironmentProblem as problem:
        return problem.message
    return ""


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("docker") is None or not (reason := _missing_engine()):
        return
    if os.environ.get("RUNREADY_REQUIRE_DOCKER") == "1":
        pytest.fail(f"RUNREADY_REQUIRE_DOCKER=1, but: {reason}", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session", autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Ledgers and caches of the test session, apart from the user's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        temporary = str(tmp_path_factory.mktemp("temporary"))
        patch.setenv("TMPDIR", temporary)
        patch.setattr(tempfile, "tempdir", temporary)
        yield
    if not _missing_engine():
        _remove_build_caches(tmp_path_factory.getbasetemp())


def _remove_build_caches(folder: Path) -> None:
    """The images that the session's builds leave for the next build of the same folder, which will not come."""
    from docker.errors import DockerException

    from runready_harness.engine import connect
    from runready_harness.images import PROJECT_LABEL

    engine = connect()
    try:
        for image in engine.client.images.list(filters={"label": PROJECT_LABEL}):
            if Path(image.labels[PROJECT_LABEL]).is_relative_to(folder.resolve()):
                for name in image.tags or [image.id]:
                    with suppress(DockerException):
                        engine.client.images.remove(name)
    finally:
        engine.close()
