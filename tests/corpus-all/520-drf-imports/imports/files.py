import os
import tempfile
from pathlib import Path


def spool(upload):
    handle = tempfile.NamedTemporaryFile(mode="wb", suffix=Path(upload.name).suffix, delete=False)
    for chunk in upload.chunks():
        handle.write(chunk)
    handle.flush()
    handle.close()
    return handle.name


class Staging:
    """A folder for the parts of one import."""

    def __init__(self):
        self.root = Path(tempfile.mkdtemp(prefix="import-"))

    def add(self, name, data):
        self.root.joinpath(name).write_bytes(data)

    def files(self):
        return sorted(self.root.iterdir())
