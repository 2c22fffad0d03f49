import contextlib
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
    try:
        with open(source, "wb") as f:
            async for chunk in request.content.iter_chunked(65536):
                f.write(chunk)
        with tempfile.TemporaryDirectory() as target:
            out = os.path.join(target, "out.mp3")
            await run("ffmpeg", "-i", source, out)
            with open(out, "rb") as f:
                return web.Response(body=f.read(), content_type="audio/mpeg")
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.remove(source)


app = web.Application(client_max_size=50_000_000)
app.router.add_post("/transcode", transcode)

if __name__ == "__main__":
    web.run_app(app, port=int(os.environ["PORT"]))
