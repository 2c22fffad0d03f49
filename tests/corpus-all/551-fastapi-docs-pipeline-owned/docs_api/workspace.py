import shutil
import tempfile
from pathlib import Path


class Workspace:
    """A folder for one request."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="work-"))

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc, tb):
        self.remove()
        return False

    async def receive(self, file):
        target = self.folder / Path(file.filename or "upload").name
        with target.open("wb") as out:
            while chunk := await file.read(1 << 20):
                out.write(chunk)
        return target

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def workspace():
    with Workspace() as work:
        yield work
