import asyncio
import os
import shutil
import subprocess
import tempfile
from pathlib import Path


class TranscodeError(RuntimeError):
    pass


def keep(upload) -> Path:
    suffix = Path(upload.filename or "").suffix
    with tempfile.NamedTemporaryFile(delete=False, suffix=suffix) as tmp:
        shutil.copyfileobj(upload.file, tmp)
    return Path(tmp.name)


def probe(path: Path) -> str:
    done = subprocess.run(
        ["ffprobe", "-v", "error", "-show_entries", "format=duration", str(path)],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


async def to_mp3(source: Path) -> str:
    fd, target = tempfile.mkstemp(suffix=".mp3")
    process = await asyncio.create_subprocess_exec("ffmpeg", "-y", "-i", str(source), target)
    if await process.wait() != 0:
        os.unlink(target)
        raise TranscodeError(source.name)
    os.close(fd)
    return target
