"""The Python front end: one file's source to `PythonFacts`, by `ast`, without knowing any library."""

from runready_linter.python.frontend import read

__all__ = ["read"]
