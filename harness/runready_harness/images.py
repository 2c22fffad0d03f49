"""Making the image: with `docker buildx` where it is there, else with the engine's own builder.

An image of a run is tagged `runready/<project>:<run>` and untagged when the run ends. BuildKit keeps its own cache. The
classic builder's cache *is* the images: untagging the last one throws every layer away (measured: a second build of a
small Flask application takes as long as the first). So there a second tag, `runready-cache/<project>:<path>`, stays
behind for the next build, until `runready reap --all`, or `runready reap` when the project's folder is gone.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docker.errors import APIError, DockerException, ImageNotFound

from runready_harness.dockerfile import buildkit_need, instructions
from runready_harness.engine import Engine, explanation
from runready_harness.events import BuildFinished, BuildLine, BuildStarted, Emit, Notice
from runready_harness.interrupts import shielded
from runready_harness.ledger import Ledger
from runready_linter.problems import EnvironmentProblem, Place

# The folder that an image was built from; only images that are kept as a cache carry it.
PROJECT_LABEL = "runready.project"
CACHE_REPOSITORY = "runready-cache/"
_TAIL_LINES = 15
# Lines that name the instruction being built: the classic builder's, BuildKit's, and BuildKit's last word on the one of
# several side by side that failed.
_INSTRUCTIONS = (
    re.compile(r"^Step \d+/\d+ : (.*)"),
    re.compile(r"^#\d+ \[[^\]]*\d+/\d+\] (.*)"),
    re.compile(r"^ > \[[^\]]*\d+/\d+\] (.*):$"),
)
# The classic builder's word on the container in which an instruction runs.
_AT_WORK = re.compile(r"^ ---> Running in ([0-9a-f]{12,64})\b")
# Both builders' word on a file that they cannot read.
_UNREAD = re.compile(r"dockerfile parse error (?:on )?line (\d+)", re.IGNORECASE)


# How engines call the architectures that images name otherwise.
_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}


@dataclass(frozen=True, slots=True)
class Image:
    """An image to run: `name` is what containers are made of; `ports` those that it declares with EXPOSE;
    `started_by` its entry point and command together."""

    name: str
    ports: tuple[int, ...]
    started_by: tuple[str, ...]


def build(
    engine: Engine,
    ledger: Ledger,
    context: Path,
    dockerfile: Path,
    *,
    title: str,
    emit: Emit,
    architectures: Sequence[str] = (),
) -> str:
    """Builds an image and returns its tag, which is the run's own.

    Args:
        context: the folder that is sent to the builder; its `.dockerignore` is respected.
        title: what is built, for messages and for the tag.
        architectures: what the platform runs, such as `linux/amd64`; the engine's own where it is among them, or where
            none is named.

    Raises:
        EnvironmentProblem: it does not build; with the failing instruction and the last lines of the output.
    """
    source = _read(dockerfile)
    command = _buildx(engine, architectures)
    if command is None and not engine.podman and (need := buildkit_need(source)):
        raise EnvironmentProblem(
            f"The Dockerfile needs BuildKit ({need.what}), and there is no `docker buildx` here.",
            place=Place.of(dockerfile, need.line),
            help="Install Docker's buildx plugin, or give a ready image with --image.",
        )
    slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "app"
    tag = f"runready/{slug}:{ledger.run.id}"
    ledger.record("image", tag)
    emit(BuildStarted(Place.of(dockerfile).path, "buildx" if command else "engine"))
    begin = time.monotonic()
    cache_key = hashlib.sha256(str(context.resolve()).encode()).hexdigest()[:12]
    if command:
        lines = _run_buildx(command, context, dockerfile, tag)
    else:
        lines = _run_engine_builder(engine, context, dockerfile, tag)
    # Closed here and not when it is collected: what a build leaves that is broken off is removed at its end.
    with closing(lines):
        _follow(lines, dockerfile, emit)
    if not command:
        _keep_cache(engine, tag, slug, cache_key)
    emit(BuildFinished(time.monotonic() - begin, tag))
    return tag


def use(engine: Engine, name: str, emit: Emit) -> Image:
    """What the engine knows of an image, which is pulled if it is not there.

    Raises:
        EnvironmentProblem: it is neither there nor to be had.
    """
    try:
        try:
            found = engine.client.images.get(name)
        except ImageNotFound:
            emit(Notice(f"Pulling {name}."))
            engine.client.images.pull(name)
            found = engine.client.images.get(name)
    except (DockerException, OSError) as error:
        raise EnvironmentProblem(
            f"The image {name} is not on this engine, and pulling it failed.",
            help="Check its name and that you are logged in to its registry, or build it first.",
            detail=explanation(error),
        ) from error
    config: dict[str, Any] = found.attrs.get("Config") or {}
    ports = tuple(int(each.partition("/")[0]) for each in config.get("ExposedPorts") or () if not each.endswith("udp"))
    return Image(name, ports, tuple(config.get("Entrypoint") or ()) + tuple(config.get("Cmd") or ()))


def remove(engine: Engine, tag: str) -> None:
    """Untags an image of a run, and so removes it where nothing else holds it. Does nothing if it is gone."""
    with suppress(ImageNotFound):
        engine.client.images.remove(tag)


def _read(dockerfile: Path) -> str:
    try:
        return dockerfile.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise EnvironmentProblem(
            "The Dockerfile cannot be read as UTF-8 text.", place=Place.of(dockerfile), detail=str(error)
        ) from error


def _buildx(engine: Engine, architectures: Sequence[str]) -> list[str] | None:
    """The beginning of a buildx command line for this engine, or None where there is no buildx."""
    program = shutil.which("docker")
    if program is None or engine.podman:
        return None
    docker = [program, *(["--host", engine.host] if engine.host else []), "buildx"]
    if subprocess.run([*docker, "version"], capture_output=True, check=False).returncode:
        return None
    build = [*docker, "build", "--load", "--progress=plain"]
    own = f"linux/{_ARCHITECTURES.get(engine.architecture, engine.architecture)}"
    if not architectures or own in architectures:
        return build
    # Ask for what the platform runs, where the builder can emulate it, as Docker Desktop does.
    offered = subprocess.run([*docker, "inspect"], capture_output=True, check=False, text=True).stdout
    return [*build, f"--platform={architectures[0]}"] if architectures[0] in offered else build


def _run_buildx(command: list[str], context: Path, dockerfile: Path, tag: str) -> Generator[str, None, None]:
    line = [*command, f"--tag={tag}", f"--file={dockerfile}", str(context)]
    process = subprocess.Popen(
        line, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    )
    with process:
        assert process.stdout is not None
        try:
            for each in process.stdout:
                yield each.rstrip("\r\n")
        except BaseException:
            process.terminate()
            raise
    if process.returncode:
        raise _BuildError(f"buildx ended with exit code {process.returncode}")


class _BuildError(Exception):
    """The builder's own word for why it failed."""


def _run_engine_builder(engine: Engine, context: Path, dockerfile: Path, tag: str) -> Generator[str, None, None]:
    at_work: set[str] = set()
    try:
        # docker-py resolves a relative name against the context, as the command line does not.
        answers = engine.client.api.build(
            path=str(context.resolve()),
            dockerfile=str(dockerfile.resolve()),
            tag=tag,
            rm=True,
            forcerm=True,
            decode=True,
            labels={PROJECT_LABEL: str(context.resolve())},
        )
        failure = ""
        begun = ""
        # Read to its end also after an error, so that the connection is given back.
        for answer in answers:
            failure = failure or str(answer.get("error") or "")
            # What a command writes comes in pieces that need not end with a line.
            *lines, begun = (begun + _said(answer)).split("\n")
            for line in lines:
                if match := _AT_WORK.match(line):
                    at_work.add(match[1])
                yield line.rstrip("\r")
        if begun:
            yield begun
    except (DockerException, OSError) as error:
        raise _BuildError(explanation(error)) from error
    except BaseException:
        _remove_at_work(engine, at_work)
        raise
    if failure:
        raise _BuildError(failure)


def _remove_at_work(engine: Engine, containers: Iterable[str]) -> None:
    """Removes the containers of a classic build that is broken off. The builder itself does so when a build ends or
    fails, but forgets them when its client goes away."""
    with shielded():
        for each in containers:
            # 404: that step had ended; 409: the builder is removing it right now.
            with suppress(APIError):
                engine.client.api.remove_container(each, v=True, force=True)


def _said(answer: dict[str, Any]) -> str:
    """The text of one message of the builder; a `status` is a line of its own."""
    status = answer.get("status")
    return f"{status}\n" if status else str(answer.get("stream") or "")


def _follow(lines: Iterator[str], dockerfile: Path, emit: Emit) -> None:
    """Passes the output on while it comes; on failure names the instruction that was being built."""
    tail: deque[str] = deque(maxlen=_TAIL_LINES)
    instruction = ""
    try:
        for line in lines:
            instruction = next((match[1] for each in _INSTRUCTIONS if (match := each.match(line))), instruction)
            if line.strip():
                tail.append(line)
                emit(BuildLine(line))
    except _BuildError as error:
        at = f" at `{instruction}`" if instruction else ""
        said = "\n".join([*tail, str(error)])
        unread = _UNREAD.search(said)
        raise EnvironmentProblem(
            f"The image does not build: it failed{at}.",
            place=Place.of(dockerfile, int(unread[1])) if unread else _place(dockerfile, instruction),
            help="Mend the Dockerfile; `docker build` shows the whole output.",
            detail=said,
        ) from error


def _place(dockerfile: Path, printed: str) -> Place:
    """Where an instruction stands. Builders print it with its lines joined, and may cut a long one short."""
    wanted = " ".join(printed.split())
    lines = (line for line, text in instructions(_read(dockerfile)) if wanted and text.startswith(wanted))
    return Place.of(dockerfile, next(lines, 0))


def _keep_cache(engine: Engine, tag: str, slug: str, cache_key: str) -> None:
    """Moves the cache tag to the new image and removes the one that it leaves, unless another run holds it."""
    repository = f"{CACHE_REPOSITORY}{slug}"
    images = engine.client.images
    built = images.get(tag)
    try:
        before = images.get(f"{repository}:{cache_key}")
    except ImageNotFound:
        before = None
    built.tag(repository, cache_key)
    if before is not None and before.id != built.id:
        before.reload()
        if not before.tags:
            try:
                images.remove(before.id)
            except APIError:
                # A container of another run still uses it; `reap --all` finds it by its label.
                return
