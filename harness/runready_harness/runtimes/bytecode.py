"""Python's byte-code caches: written by the interpreter on import, not by the application."""

from __future__ import annotations

from pathlib import PurePosixPath


def is_bytecode(path: str) -> bool:
    """Whether `path` is a byte-code cache, which neither runtime reports as written by the instance."""
    pure = PurePosixPath(path)
    return pure.suffix == ".pyc" or "__pycache__" in pure.parts
