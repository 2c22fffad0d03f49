"""The application's Python dependencies for the process runtime: installed once into a virtual environment that is kept
under the user's cache folder, by what it was made from."""

from __future__ import annotations

import fcntl
import hashlib
import os
import platform
import re
import shlex
import shutil
import subprocess
import sys
import time
import tomllib
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from runready_harness.dockerfile import Stage
from runready_harness.events import BuildFinished, BuildLine, BuildStarted, Emit
from runready_harness.ledger import cache_folder
from runready_linter.problems import EnvironmentProblem, Place

_TAIL_LINES = 15
_COMPLETE = "runready-complete"
_PIP_INSTALL = re.compile(r"^(?:\S*/)?(?:pip3?|python3? -m pip|uv pip) install\s+(.*)$")

# Options of `pip install` that name places of the image, or that a virtual environment has no use for.
_IMAGE_OPTIONS = frozenset({"--user", "--system", "--break-system-packages"})

# Commands after which a process of this machine's user misses nothing.
_WITHOUT_TRACE = frozenset({"adduser", "addgroup", "useradd", "groupadd", "chown", "chmod", "rm", "set", "echo", ":"})

Installs = tuple[tuple[str, ...], ...]


def installs_of(project: Path, stage: Stage) -> Installs:
    """The arguments of each `pip install` that the application needs: those of the Dockerfile, else its
    `requirements.txt`, else the dependencies in `pyproject.toml`; empty where there are none.

    Raises:
        EnvironmentProblem: `pyproject.toml` is not valid.
    """
    if found := _from_dockerfile(project, stage):
        return found
    if (project / "requirements.txt").is_file():
        return (("-r", "requirements.txt"),)
    pyproject = project / "pyproject.toml"
    if not pyproject.is_file():
        return ()
    try:
        document = tomllib.loads(pyproject.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        raise EnvironmentProblem(
            "pyproject.toml is not valid TOML.", place=Place.of(pyproject), detail=str(error)
        ) from error
    dependencies = document.get("project", {}).get("dependencies", [])
    return (tuple(str(each) for each in dependencies),) if dependencies else ()


def environment(project: Path, installs: Installs, emit: Emit) -> Path:
    """A virtual environment with what `installs` asks for, made if it is not there yet.

    Two runs that need the same one at once: the second waits for the first. One that was cut short is made anew.

    Args:
        project: the folder in which pip runs; it is only read.

    Raises:
        EnvironmentProblem: an installation fails; with the last lines of pip's output.
    """
    folder = cache_folder() / "environments" / _key(project, installs)
    if (folder / _COMPLETE).exists():
        return folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _lock(folder.with_suffix(".lock")):
            if not (folder / _COMPLETE).exists():
                shutil.rmtree(folder, ignore_errors=True)
                _make(folder, project, installs, emit)
                (folder / _COMPLETE).touch()
    except OSError as error:
        raise EnvironmentProblem(
            f"The virtual environment cannot be made: {error.strerror}: {error.filename}",
            help="Make the folder writable, or set XDG_CACHE_HOME to one that is.",
        ) from error
    return folder


def omitted_commands(stage: Stage) -> tuple[str, ...]:
    """The commands of the Dockerfile that a virtual environment does not stand for, and that may leave something which
    the application needs to start: a folder, a file, a database, a program."""
    return tuple(
        command
        for command in _commands(stage)
        if not _PIP_INSTALL.match(command) and command.split()[0] not in _WITHOUT_TRACE
    )


def _commands(stage: Stage) -> Iterator[str]:
    for run in stage.runs:
        for command in re.split(r"&&|;|\n", run):
            if words := command.split():
                yield " ".join(words)


def _from_dockerfile(project: Path, stage: Stage) -> Installs:
    installs = []
    for command in _commands(stage):
        if not (match := _PIP_INSTALL.match(command)):
            continue
        try:
            words = [each for each in shlex.split(match[1]) if each not in _IMAGE_OPTIONS]
        except ValueError:
            continue
        installs.append(tuple(_in_project(project, words)))
    return tuple(installs)


def _in_project(project: Path, words: Sequence[str]) -> Iterator[str]:
    """Arguments with the image's absolute paths replaced by the project's files of that name, and nothing editable:
    that would tie the environment to a folder that goes away."""
    for word in words:
        if word in ("-e", "--editable"):
            continue
        if word.startswith("/") and (project / Path(word).name).is_file():
            yield Path(word).name
        else:
            yield word


def _key(project: Path, installs: Installs) -> str:
    digest = hashlib.sha256(repr((installs, sys.version, sys.base_prefix, platform.platform())).encode())
    words = [word for install in installs for word in install]
    if any(word == "." or word.startswith((".[", "./")) for word in words):
        # The project itself gets installed: every file of it counts.
        files = [path for path in sorted(project.rglob("*")) if path.is_file() and ".git" not in path.parts]
    else:
        files = sorted(project.rglob("*requirements*.txt")) + [
            project / word for word in words if (project / word).is_file()
        ]
    for path in files:
        digest.update(f"\0{path.relative_to(project)}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:20]


def _make(folder: Path, project: Path, installs: Installs, emit: Emit) -> None:
    begin = time.monotonic()
    # Without pip it takes a tenth of the time, and an application without dependencies needs none.
    _run([sys.executable, "-m", "venv", *([] if installs else ["--without-pip"]), str(folder)], project, emit)
    for install in installs:
        emit(BuildStarted(f"pip install {shlex.join(install)}", "pip"))
        python = str(folder / "bin" / "python")
        _run([python, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", *install], project, emit)
    if installs:
        emit(BuildFinished(time.monotonic() - begin, str(folder)))


def _run(command: Sequence[str], project: Path, emit: Emit) -> None:
    tail: deque[str] = deque(maxlen=_TAIL_LINES)
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONHOME")}
    with subprocess.Popen(
        command,
        cwd=project,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        assert process.stdout is not None
        try:
            for line in process.stdout:
                tail.append(line.rstrip("\r\n"))
                emit(BuildLine(tail[-1]))
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        raise EnvironmentProblem(
            f"The dependencies cannot be installed: `{shlex.join(command[1:])}` failed.",
            help="Mend the requirements; they are installed with the Python that runs runready.",
            detail="\n".join(tail),
        )


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
