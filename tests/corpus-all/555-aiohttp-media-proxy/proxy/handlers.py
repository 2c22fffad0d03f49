import asyncio
import os
import shutil
import tempfile

import aiofiles
from aiohttp import web
from PIL import Image

STORE = os.path.abspath("store")


async def download(session, url, target):
    async with session.get(url) as answer:
        answer.raise_for_status()
        async with aiofiles.open(target, "wb") as out:
            async for chunk in answer.content.iter_chunked(65536):
                await out.write(chunk)


def shrink(source, target, width):
    with Image.open(source) as image:
        image.thumbnail((width, width))
        image.save(target, "WEBP")


class Resize(web.View):
    async def get(self):
        width = int(self.request.query.get("w", 320))
        fd, source = tempfile.mkstemp()
        os.close(fd)
        target = source + ".webp"
        try:
            await download(self.request.app["client"], self.request.query["url"], source)
            await asyncio.to_thread(shrink, source, target, width)
            async with aiofiles.open(target, "rb") as done:
                body = await done.read()
        except OSError as error:
            os.unlink(source)
            raise web.HTTPUnprocessableEntity(text=str(error))
        os.unlink(source)
        return web.Response(body=body, content_type="image/webp")


async def store(request):
    os.makedirs(STORE, exist_ok=True)
    path = os.path.join(STORE, os.path.basename(request.match_info["name"]))
    async with aiofiles.open(path, mode="wb") as out:
        async for chunk in request.content.iter_any():
            await out.write(chunk)
    return web.json_response({"stored": os.path.getsize(path)})


async def fetch(request):
    path = os.path.join(STORE, os.path.basename(request.match_info["name"]))
    async with aiofiles.open(path, "rb") as source:
        return web.Response(body=await source.read())


async def poster(request):
    folder = await asyncio.to_thread(tempfile.mkdtemp)
    try:
        video = os.path.join(folder, "video")
        await download(request.app["client"], request.query["url"], video)
        frame = os.path.join(folder, "frame.jpg")
        process = await asyncio.create_subprocess_exec("ffmpeg", "-i", video, "-frames:v", "1", frame)
        await asyncio.wait_for(process.wait(), timeout=30)
        async with aiofiles.open(frame, "rb") as done:
            return web.Response(body=await done.read(), content_type="image/jpeg")
    finally:
        await asyncio.to_thread(shutil.rmtree, folder, True)
