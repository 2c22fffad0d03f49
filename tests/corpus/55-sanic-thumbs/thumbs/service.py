import asyncio
import os
from pathlib import Path
from tempfile import NamedTemporaryFile, mkstemp


class ThumbnailService:
    def __init__(self, width: int):
        self.width = width

    async def make(self, image: bytes) -> str:
        target = NamedTemporaryFile(suffix=".png", delete=False).name
        source = self._store(image)
        try:
            process = await asyncio.create_subprocess_exec(
                "convert", "-resize", str(self.width), source, target,
            )
            await process.wait()
        finally:
            os.unlink(source)
        return target

    def _store(self, image: bytes) -> str:
        fd, name = mkstemp(suffix=".img")
        try:
            with os.fdopen(fd, "wb") as f:
                f.write(image)
        except BaseException:
            Path(name).unlink()
            raise
        return name
