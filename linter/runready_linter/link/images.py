"""The images that a project ships: those of its container files that are not for development, tests or examples."""

from __future__ import annotations

from collections.abc import Mapping

from runready_linter.containerfile.image import Image, final_image
from runready_linter.containerfile.names import shipped
from runready_linter.link.project import Project


def shipped_images(project: Project) -> Mapping[str, Image]:
    """The image that each shipped container file builds, by the file's path; use it as `project.derive(shipped_images)`."""
    found: dict[str, Image] = {}
    for path in sorted(shipped([*project.containers, *project.services])):
        facts = project.containers.get(path)
        image = final_image(facts) if facts is not None else None
        if image is not None:
            found[path] = image
    return found
