"""Container files as facts, and the image that they make."""

from runready_linter.containerfile.frontend import read

__all__ = ["read"]
