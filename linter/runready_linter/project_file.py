"""The file that a project describes itself in: `runready.yaml`, or `[tool.runready]` in `pyproject.toml`.

The linter's settings and what the harness runs stand side by side in it; each part reads its own keys.
"""

from __future__ import annotations

import os
from pathlib import Path

from runready_linter.positions import Document
from runready_linter.problems import Place, UsageProblem

NAMES = ("runready.yaml", "runready.yml")
PYPROJECT = "pyproject.toml"
#: What says how the service is run: the harness's part.
SERVICE_KEYS = frozenset({"service", "backing", "flows"})
_TABLE = ("tool", "runready")


def read(path: Path) -> Document | None:
    """A file as a document; None where a TOML file says nothing about runready.

    Raises:
        UsageProblem: it cannot be read, or is no YAML or TOML.
    """
    data = read_bytes(path)
    if path.suffix != ".toml":
        from runready_linter.yaml_document import parse as parse_yaml

        return parse_yaml(data, shown(path))
    # Most files say nothing, and some are templates that are no TOML yet.
    if b"runready" not in data:
        return None
    from runready_linter.toml_document import parse as parse_toml

    return parse_toml(data, shown(path), _TABLE)


def documents(folder: Path) -> list[tuple[Path, Document]]:
    """What stands in a folder: its YAML file or files, then the table in `pyproject.toml`.

    Raises:
        UsageProblem: as for `read`.
    """
    paths = [folder / name for name in (*NAMES, PYPROJECT) if (folder / name).is_file()]
    return [(path, document) for path in paths if (document := read(path)) is not None]


def named(path: Path) -> str:
    """A file as messages name it."""
    return f"[tool.runready] in {path.name}" if path.suffix == ".toml" else path.name


def shown(path: Path) -> str:
    """A path as the user knows it: relative to the working directory where it lies below."""
    try:
        return Path(os.path.abspath(path)).relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)


def read_bytes(path: Path) -> bytes:
    """The content of a file that the user names or has.

    Raises:
        UsageProblem: it cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UsageProblem("No such file.", place=Place(str(path))) from None
    except IsADirectoryError:
        raise UsageProblem("A folder, where a file is expected.", place=Place(str(path))) from None
    except OSError as error:
        raise UsageProblem(f"The file cannot be read: {error.strerror}.", place=Place(str(path))) from None
