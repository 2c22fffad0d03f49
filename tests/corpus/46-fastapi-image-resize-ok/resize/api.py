import asyncio
import os
import tempfile
from pathlib import Path

from fastapi import FastAPI, UploadFile
from fastapi.responses import Response

from resize.tools import scratch, shrink

api = FastAPI()


@api.post("/resize")
async def resize(image: UploadFile):
    with scratch() as folder:
        source = folder / "in"
        source.write_bytes(await image.read())
        return Response(shrink(source), media_type="image/png")


@api.post("/convert")
async def convert(image: UploadFile):
    fd, name = tempfile.mkstemp()
    os.close(fd)
    try:
        Path(name).write_bytes(await image.read())
        result = await asyncio.to_thread(shrink, Path(name))
    except BaseException:
        os.unlink(name)
        raise
    os.unlink(name)
    return Response(result)
