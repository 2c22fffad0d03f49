import asyncio
import os
import shutil
import subprocess
import tempfile
from pathlib import Path


def keep(upload) -> Path:
    tmp = tempfile.NamedTemporaryFile(delete=False, suffix=".bin")
    try:
        with tmp:
            shutil.copyfileobj(upload.file, tmp)
    except:
        os.unlink(tmp.name)
        raise
    return Path(tmp.name)


def probe(path: Path) -> str:
    return subprocess.check_output(["ffprobe", "-show_entries", "format=duration", path], text=True)


async def to_mp3(source: Path, folder: str) -> str:
    target = os.path.join(folder, "out.mp3")
    process = await asyncio.create_subprocess_exec("ffmpeg", "-y", "-i", str(source), target)
    if await process.wait() != 0:
        raise ValueError(source.name)
    return target
