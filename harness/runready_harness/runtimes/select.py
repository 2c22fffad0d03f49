"""Which runtime runs the application: containers where an engine answers, else processes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from runready_harness.events import Emit, Notice
from runready_harness.runtimes.base import Runtime
from runready_harness.spec import Backing, Service
from runready_linter.problems import EnvironmentProblem, UsageProblem
from runready_rules import platforms
from runready_rules.platforms import Profile

RuntimeKind = Literal["docker", "process", "auto"]


def choose(
    kind: RuntimeKind,
    project: Path,
    service: Service,
    backing: Mapping[str, Backing],
    image: str | None,
    emit: Emit,
    *,
    profile: Profile | None = None,
) -> Runtime:
    """The runtime for a project. Nothing is built or started yet: that is `prepare()`, inside the runtime's context.

    Args:
        kind: `auto` takes containers where an engine answers and there is something to make a container of.
        project: the folder of the application.
        image: an image to run as it is, instead of building one; it is never removed or retagged.
        profile: the platform whose instances they are; the default one where none is named.

    Raises:
        EnvironmentProblem: containers were asked for and no engine answers, or there is nothing to build.
        UsageProblem: `image` together with the process runtime.
    """
    # Each runtime loads its libraries when it is chosen.
    from runready_harness.dockerfile import dockerfile_of

    profile = profile or platforms.load(platforms.DEFAULT)
    if kind == "process":
        if image is not None:
            raise UsageProblem("--image needs containers.", help="Leave out --runtime process, or --image.")
        return _processes(project, service, backing, profile, emit)

    dockerfile = dockerfile_of(project, service.dockerfile)
    if image is None and dockerfile is None:
        if kind == "docker":
            raise EnvironmentProblem(
                f"There is no Dockerfile or Containerfile in {project}.",
                help="Write one, name one under `service: dockerfile:`, or give an image with --image.",
            )
        emit(Notice("There is no Dockerfile: the application runs as a process of this machine."))
        return _processes(project, service, backing, profile, emit)

    from runready_harness.engine import connect

    try:
        engine = connect()
    except EnvironmentProblem as problem:
        if kind == "docker" or image is not None:
            raise
        emit(Notice(f"{problem.message} The application runs as a process of this machine instead."))
        return _processes(project, service, backing, profile, emit)

    from runready_harness.runtimes.docker import DockerRuntime

    return DockerRuntime(
        engine, project, service, backing, image=image, dockerfile=dockerfile, profile=profile, emit=emit
    )


def _processes(
    project: Path, service: Service, backing: Mapping[str, Backing], profile: Profile, emit: Emit
) -> Runtime:
    from runready_harness.runtimes.process import ProcessRuntime

    return ProcessRuntime(project, service, backing, profile, emit)
