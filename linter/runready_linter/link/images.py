"""The images that a project ships: those of its container files that are not for development, tests or examples."""

from __future__ import annotations

from collections.abc import Mapping

from runready_linter.containerfile.image import Image, final_image
from runready_linter.link.belonging import shipped_containers
from runready_linter.link.launch import launches, start_words
from runready_linter.link.project import Project
from runready_linter.shell.wrappers import unwrap


def shipped_images(project: Project) -> Mapping[str, Image]:
    """The image that each shipped container file builds, by the file's path; use it as `project.derive(shipped_images)`."""
    found: dict[str, Image] = {}
    for path in sorted(shipped_containers(project)):
        image = final_image(project.containers[path])
        if image is not None:
            found[path] = image
    return found


def says_start(project: Project, path: str, image: Image) -> bool | None:
    """Whether an image says what it starts; None where its base image may.

    A wrapper alone (`ENTRYPOINT ["tini", "--"]`), and a script that runs nothing but its arguments, start nothing.
    """
    words = start_words(project, path, image)
    if not words:
        return False if image.resets or project.knowledge.base_image(image.base).bare else None
    return unwrap(words) is not None and any(launch.commands for launch in launches(project) if launch.service == path)
