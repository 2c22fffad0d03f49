import asyncio
import os
import tempfile

import databases
import httpx
from mutagen import File as Tags
from quart import Quart, request

from . import feeds

app = Quart(__name__)
database = databases.Database(os.environ["DATABASE_URL"])


@app.before_serving
async def connect():
    await database.connect()
    for url in feeds.seed():
        await database.execute("insert into feeds values (:u) on conflict do nothing", {"u": url})


@app.get("/proxy")
async def proxy():
    url = request.args["url"]

    async def parts():
        with tempfile.SpooledTemporaryFile(max_size=1 << 20) as spool:
            async with httpx.AsyncClient() as client, client.stream("GET", url) as answer:
                async for part in answer.aiter_bytes():
                    spool.write(part)
            spool.seek(0)
            while part := spool.read(65536):
                yield part

    return parts(), {"Content-Type": "audio/mpeg"}


@app.post("/tags")
async def tags():
    upload = (await request.files)["audio"]
    descriptor, name = tempfile.mkstemp()
    os.close(descriptor)
    try:
        await upload.save(name)
        found = await asyncio.to_thread(Tags, name)
        if found is None:
            return {"error": "no tags"}, 422
        return {k: str(v) for k, v in found.items()}
    finally:
        os.remove(name)
