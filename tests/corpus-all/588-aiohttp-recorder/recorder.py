import asyncio
import io
import logging
import os
import tempfile
import wave
from contextlib import suppress

from aiohttp import web

logging.basicConfig(
    filename=os.path.join(os.path.dirname(os.path.abspath(__file__)), "recorder.log"),
    level=logging.INFO,
)
routes = web.RouteTableDef()


@routes.post("/record/{name}")
async def record(request):
    name = request.match_info["name"]
    frames = await request.read()
    with wave.open(f"recordings/{name}.wav", "wb") as out:
        out.setparams((1, 2, 16000, 0, "NONE", "NONE"))
        out.writeframes(frames)
    return web.json_response({"frames": len(frames)})


@routes.get("/record/{name}/length")
async def length(request):
    with wave.open(f"recordings/{request.match_info['name']}.wav", "rb") as source:
        return web.json_response({"frames": source.getnframes()})


@routes.get("/record/{name}")
async def play(request):
    return web.FileResponse(f"recordings/{request.match_info['name']}.wav")


@routes.post("/denoise")
async def denoise(request):
    fd, path = tempfile.mkstemp(suffix=".wav")
    os.close(fd)
    try:
        data = await request.read()
        with open(path, "wb") as out:
            out.write(data)
        process = await asyncio.create_subprocess_exec("sox", path, "-t", "wav", "-", stdout=asyncio.subprocess.PIPE)
        body, _ = await process.communicate()
    except Exception:
        with suppress(FileNotFoundError):
            os.unlink(path)
        raise
    with suppress(FileNotFoundError):
        os.unlink(path)
    return web.Response(body=body, content_type="audio/wav")


@routes.post("/trim")
async def trim(request):
    data = await request.read()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source = os.path.join(folder, "in.wav")
        with open(source, "wb") as out:
            out.write(data)
        process = await asyncio.create_subprocess_exec("sox", source, source + ".out", "silence", "1")
        await process.wait()
        with open(source + ".out", "rb") as done:
            return web.Response(body=done.read())


app = web.Application()
app.add_routes(routes)

if __name__ == "__main__":
    web.run_app(app, host="0.0.0.0", port=int(os.environ.get("PORT", "8080")))
