import csv
import os
import tarfile
import tempfile

import aiofiles
from aiohttp import web

routes = web.RouteTableDef()


async def receive(request: web.Request) -> str:
    reader = await request.multipart()
    field = await reader.next()
    path = tempfile.mktemp(suffix=".csv")
    async with aiofiles.open(path, "wb") as out:
        while chunk := await field.read_chunk():
            await out.write(chunk)
    return path


@routes.post("/count")
async def count(request):
    path = await receive(request)
    try:
        with open(path, newline="") as source:
            rows = sum(1 for _ in csv.reader(source))
    except csv.Error:
        os.unlink(path)
        raise web.HTTPBadRequest(text="not a csv")
    os.unlink(path)
    return web.json_response({"rows": rows})


@routes.get("/bundle")
async def bundle(request):
    tmp = tempfile.NamedTemporaryFile(suffix=".tar.gz", delete=False)
    with tarfile.open(fileobj=tmp, mode="w:gz") as tar:
        tar.add("templates")
    tmp.close()
    return web.FileResponse(tmp.name, headers={"Content-Disposition": "attachment"})


@routes.get("/stream")
async def stream(request):
    response = web.StreamResponse()
    fd, name = tempfile.mkstemp()
    with os.fdopen(fd, "w") as out:
        out.write("id,name\n")
    try:
        await response.prepare(request)
        with open(name, "rb") as source:
            for line in source:
                await response.write(line)
        await response.write_eof()
    finally:
        os.unlink(name)
    return response
