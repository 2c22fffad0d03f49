import os
import shutil
import tempfile
from pathlib import Path


def spool(upload):
    handle = tempfile.NamedTemporaryFile(mode="wb", suffix=Path(upload.name).suffix, delete=False)
    try:
        for chunk in upload.chunks():
            handle.write(chunk)
    except BaseException:
        handle.close()
        os.unlink(handle.name)
        raise
    handle.close()
    return handle.name


class Staging:
    """A folder for the parts of one import."""

    def __init__(self):
        self.root = Path(tempfile.mkdtemp(prefix="import-"))

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        shutil.rmtree(self.root, ignore_errors=True)

    def add(self, name, data):
        self.root.joinpath(name).write_bytes(data)

    def files(self):
        return sorted(self.root.iterdir())
