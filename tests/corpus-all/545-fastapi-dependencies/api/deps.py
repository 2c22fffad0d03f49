import os
import shutil
import tempfile
from pathlib import Path

from fastapi import UploadFile


def work_dir():
    path = Path(tempfile.mkdtemp(prefix="api-"))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


async def sloppy_dir():
    path = tempfile.mkdtemp()
    yield path
    shutil.rmtree(path)


async def spooled(file: UploadFile):
    name = os.path.join(tempfile.gettempdir(), file.filename)
    with open(name, "wb") as out:
        while data := await file.read(8192):
            out.write(data)
    return name


class Keeper:
    def __init__(self):
        self.paths = []

    async def __call__(self, file: UploadFile):
        with tempfile.NamedTemporaryFile(delete=False) as tmp:
            tmp.write(await file.read())
        self.paths.append(tmp.name)
        return tmp.name
