import contextlib
import csv
import os
import tarfile
import tempfile

import aiofiles
import aiofiles.tempfile
from aiohttp import web

routes = web.RouteTableDef()


@contextlib.asynccontextmanager
async def received(request: web.Request):
    reader = await request.multipart()
    field = await reader.next()
    path = tempfile.mktemp(suffix=".csv")
    try:
        async with aiofiles.open(path, "wb") as out:
            while chunk := await field.read_chunk():
                await out.write(chunk)
        yield path
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)


@routes.post("/count")
async def count(request):
    async with received(request) as path:
        try:
            with open(path, newline="") as source:
                rows = sum(1 for _ in csv.reader(source))
        except csv.Error:
            raise web.HTTPBadRequest(text="not a csv")
    return web.json_response({"rows": rows})


@routes.get("/bundle")
async def bundle(request):
    with tempfile.TemporaryFile() as tmp:
        with tarfile.open(fileobj=tmp, mode="w:gz") as tar:
            tar.add("templates")
        tmp.seek(0)
        return web.Response(body=tmp.read(), content_type="application/gzip")


@routes.post("/lines")
async def lines(request):
    async with aiofiles.tempfile.TemporaryDirectory() as folder:
        target = os.path.join(folder, "body")
        async with aiofiles.open(target, "wb") as out:
            async for chunk in request.content.iter_chunked(4096):
                await out.write(chunk)
        async with aiofiles.open(target) as source:
            return web.json_response({"lines": len(await source.readlines())})
