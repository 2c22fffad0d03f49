"""What starts the application when there is no container to start it, and where its files would be in the image."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from runready_harness.dockerfile import Stage, dockerfile_of, last_stage
from runready_harness.spec import Service
from runready_linter.problems import EnvironmentProblem, Place

_PROCFILE_WEB = re.compile(r"^web\s*:\s*(?P<command>.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class StartCommand:
    """A command and where it comes from.

    `words` are passed as they are; where a shell reads the command they are `/bin/sh -c ...`. `env` are the image's or
    the configuration's own variables. `folder` is the part of the project that the image has at `image_folder`, and
    `workdir` an absolute path in the image.
    """

    words: tuple[str, ...]
    source: str
    env: Mapping[str, str] = field(default_factory=dict)
    folder: str = "."
    image_folder: str = "/"
    workdir: str = "/"


def start_command(project: Path, service: Service) -> StartCommand:
    """The start command of a project: the service file's, else the Dockerfile's, the Procfile's (`web`), or that of
    `apprunner.yaml`.

    Raises:
        EnvironmentProblem: nobody says what starts, or the file that would cannot be read.
    """
    dockerfile = dockerfile_of(project, service.dockerfile)
    stage = last_stage(_read(dockerfile)) if dockerfile else Stage()
    if service.command is not None:
        given = shlex.split(service.command) if isinstance(service.command, str) else service.command
        return _in_image(project, stage, _with_entrypoint(stage, tuple(given)), "the service file")
    if dockerfile and (stage.entrypoint or stage.command):
        return _in_image(project, stage, _image_words(stage), dockerfile.name)
    procfile = project / "Procfile"
    if procfile.is_file() and (match := _PROCFILE_WEB.search(_read(procfile))):
        return StartCommand(_shell(match["command"].strip()), "Procfile")
    configuration = project / "apprunner.yaml"
    if configuration.is_file() and (found := _from_apprunner(configuration)):
        return found
    raise EnvironmentProblem(
        f"Nothing says what starts the application in {project}.",
        help="Add `command:` under `service:` in the service file, or a CMD to the Dockerfile.",
    )


def _shell(command: str) -> tuple[str, ...]:
    return ("/bin/sh", "-c", command)


def _form(form: list[str] | str | None) -> tuple[str, ...]:
    return _shell(form) if isinstance(form, str) else tuple(form or ())


def _image_words(stage: Stage) -> tuple[str, ...]:
    # The shell form of ENTRYPOINT takes no arguments (Dockerfile reference, ENTRYPOINT).
    return (
        _shell(stage.entrypoint) if isinstance(stage.entrypoint, str) else _with_entrypoint(stage, _form(stage.command))
    )


def _with_entrypoint(stage: Stage, words: tuple[str, ...]) -> tuple[str, ...]:
    return (*_form(stage.entrypoint), *words)


def _in_image(project: Path, stage: Stage, words: tuple[str, ...], source: str) -> StartCommand:
    folder, image_folder = _layout(project, stage)
    return StartCommand(words, source, stage.env, folder, image_folder, stage.workdir)


def _layout(project: Path, stage: Stage) -> tuple[str, str]:
    """Which folder of the project becomes which folder of the image: `COPY . /app`, else `COPY src .`, else the whole
    project is taken for the working directory, as files copied one by one mostly keep their places."""
    for copy in stage.copies:
        if copy.sources in ((".",), ("./",)):
            return ".", copy.target
    for copy in stage.copies:
        if len(copy.sources) == 1 and copy.target == stage.workdir and (project / copy.sources[0]).is_dir():
            return copy.sources[0].strip("/"), copy.target
    return ".", stage.workdir


def _from_apprunner(path: Path) -> StartCommand | None:
    try:
        document: Any = yaml.safe_load(_read(path))
    except yaml.YAMLError as error:
        raise EnvironmentProblem(
            "apprunner.yaml is not valid YAML.", place=Place.of(path), detail=str(error)
        ) from error
    run = document.get("run") if isinstance(document, dict) else None
    if not isinstance(run, dict) or not isinstance(run.get("command"), str):
        return None
    pairs = [each for each in run.get("env") or () if isinstance(each, dict) and "name" in each]
    env = {str(each["name"]): str(each.get("value", "")) for each in pairs}
    return StartCommand(tuple(shlex.split(run["command"])), path.name, env)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise EnvironmentProblem(
            f"{path.name} cannot be read as UTF-8 text.", place=Place.of(path), detail=str(error)
        ) from error
