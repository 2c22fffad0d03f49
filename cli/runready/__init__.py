"""The command line: what is asked, how it is joined, and how it is reported."""

from runready_linter import __version__

__all__ = ["__version__"]
