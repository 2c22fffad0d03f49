import asyncio
import os
from pathlib import Path
from tempfile import TemporaryDirectory, mkstemp


class ThumbnailService:
    def __init__(self, width: int):
        self.width = width

    async def make(self, image: bytes) -> bytes:
        with TemporaryDirectory() as folder:
            source = self._store(image, folder)
            target = Path(folder, "out.png")
            process = await asyncio.create_subprocess_exec(
                "convert", "-resize", str(self.width), source, str(target),
            )
            await process.wait()
            return target.read_bytes()

    def _store(self, image: bytes, folder: str) -> str:
        fd, name = mkstemp(suffix=".img", dir=folder)
        with os.fdopen(fd, "wb") as f:
            f.write(image)
        return name
