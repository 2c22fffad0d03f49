"""Which files are container files, and which of them build what is shipped."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NAME = re.compile(r"(?:dockerfile|containerfile)(?:[._-].+)?|.+[._-](?:dockerfile|containerfile)", re.IGNORECASE)
_NOT_ONE = re.compile(
    r".*\.(?:dockerignore|md|rst|txt|j2|jinja2?|tmpl|template|tpl|ya?ml|json|py|sh|bak|orig|m?js|ts|css|html?|map|go|rs|rb|java|lua|vim|svg|png)",
    re.IGNORECASE,
)
_DEVELOPMENT = frozenset(
    [
        "dev",
        "devel",
        "develop",
        "development",
        "devcontainer",
        "local",
        "test",
        "tests",
        "testing",
        "ci",
        "debug",
        "e2e",
        "docs",
        "doc",
        "example",
        "examples",
        "sample",
        "samples",
        "bench",
        "benchmark",
        "benchmarks",
        "lint",
        "builder",
    ]
)


def claims(path: str) -> bool:
    """Whether a file is a container file, by its name: `Dockerfile`, `Containerfile`, `web.Dockerfile`,
    `Dockerfile.worker`."""
    name = path.rpartition("/")[2]
    return _NAME.fullmatch(name) is not None and _NOT_ONE.fullmatch(name) is None


def shipped(paths: Iterable[str]) -> frozenset[str]:
    """Those of a project's container files that build what is shipped: not the ones for development, tests and
    examples (`Dockerfile.dev`, `.devcontainer/Dockerfile`), unless there are no others."""
    every = frozenset(paths)
    return frozenset(p for p in every if not _for_development(p)) or every


def _for_development(path: str) -> bool:
    return any(word in _DEVELOPMENT for word in re.split(r"[/._-]", path.lower()))
