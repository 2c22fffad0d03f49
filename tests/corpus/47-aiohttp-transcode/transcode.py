import os
import tempfile
import uuid

from aiohttp import web


async def run(*args):
    import asyncio
    process = await asyncio.create_subprocess_exec(*args)
    if await process.wait():
        raise web.HTTPUnprocessableEntity()


async def transcode(request):
    source = os.path.join(tempfile.gettempdir(), uuid.uuid4().hex + ".wav")
    with open(source, "wb") as f:
        async for chunk in request.content.iter_chunked(65536):
            f.write(chunk)
    target = tempfile.mkdtemp()
    await run("ffmpeg", "-i", source, os.path.join(target, "out.mp3"))
    with open(os.path.join(target, "out.mp3"), "rb") as f:
        return web.Response(body=f.read(), content_type="audio/mpeg")


app = web.Application(client_max_size=50_000_000)
app.router.add_post("/transcode", transcode)

if __name__ == "__main__":
    web.run_app(app)
