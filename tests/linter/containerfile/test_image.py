"""The image that a container file makes, held against what the engine's own builder makes of it."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from docker.models.images import Image as EngineImage

from runready_harness.engine import Engine, connect
from runready_linter.containerfile.frontend import read
from runready_linter.containerfile.image import Image, final_image


def _image(text: str) -> Image:
    container = read("Dockerfile", text.encode()).container
    assert container is not None
    image = final_image(container)
    assert image is not None
    return image


def _words(image: Image, which: str) -> list[str] | None:
    instruction = image.entrypoint if which == "Entrypoint" else image.command
    if instruction is None:
        return None
    return (
        list(instruction.exec_form)
        if instruction.exec_form is not None
        else [*image.shell, instruction.shell_form or ""]
    )


_FILES = {
    "the last CMD counts": 'FROM scratch\nCMD ["a"]\nCMD b --port $PORT\n',
    "ENTRYPOINT keeps its own stage's CMD": 'FROM scratch\nCMD ["a"]\nENTRYPOINT ["e"]\n',
    "ENTRYPOINT drops an inherited CMD": 'FROM scratch AS base\nCMD ["a"]\nFROM base\nENTRYPOINT ["e"]\n',
    "an inherited ENTRYPOINT meets a new CMD": 'FROM scratch AS base\nENTRYPOINT ["e"]\nCMD ["old"]\nFROM base\nCMD ["new"]\n',
    "an emptied ENTRYPOINT": 'FROM scratch AS base\nENTRYPOINT ["e"]\nFROM base\nENTRYPOINT []\nCMD ["x"]\n',
    "SHELL reads the shell form": 'FROM scratch\nSHELL ["/bin/bash", "-ec"]\nCMD x $PORT\n',
    "what is no JSON": "FROM scratch\nCMD [\"a\", 'b']\n",
    "another stage does not count": 'FROM scratch AS build\nENV A=1\nCMD ["build"]\nFROM scratch\nENV B=2\nCMD ["run"]\n',
    "variables see the instruction before": "FROM scratch\nENV A=1\nENV A=2 B=$A C=\\$A D='$A' E=\"x $A\" F=${Z:-d} G=${A:+y}\n",
    "build arguments have defaults": "ARG V=7\nFROM scratch\nARG V\nARG W=$V\nENV A=$V B=${W}0\n",
    "the working directory": "FROM scratch\nENV D=app\nWORKDIR /srv\nWORKDIR $D/x\n",
}


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    connected = connect()
    yield connected
    connected.close()


@pytest.mark.docker
@pytest.mark.parametrize("text", _FILES.values(), ids=_FILES.keys())
def test_the_image_is_what_the_engine_builds(text: str, engine: Engine) -> None:
    built: EngineImage | None = None
    try:
        # An image of `scratch` needs a layer or a setting of its own.
        built, _ = engine.client.images.build(fileobj=io.BytesIO(text.encode() + b"LABEL x=y\n"), rm=True, forcerm=True)
        config = built.attrs["Config"]
    finally:
        if built is not None:
            engine.client.images.remove(built.id, force=True)
    image = _image(text)
    assert (_words(image, "Entrypoint") or None) == (config["Entrypoint"] or None)
    assert (_words(image, "Cmd") or None) == (config["Cmd"] or None)
    variables = dict(pair.split("=", 1) for pair in config["Env"] or [])
    variables.pop("PATH", None)
    assert {name: setting.value for name, setting in image.env.items()} == variables
    assert image.workdir == (config["WorkingDir"] or "")


def test_what_only_the_build_knows_is_not_known() -> None:
    image = _image("FROM python\nARG V\nENV A=$V B=$PATH C=ok\n")
    assert {name: setting.value for name, setting in image.env.items()} == {"A": None, "B": None, "C": "ok"}


def test_a_file_without_a_stage_makes_no_image() -> None:
    container = read("Dockerfile", b"CMD x\n").container
    assert container is not None
    assert final_image(container) is None
