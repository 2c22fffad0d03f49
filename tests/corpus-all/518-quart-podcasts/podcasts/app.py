import os
import tempfile

import databases
import httpx
from mutagen import File as Tags
from quart import Quart, request, send_file

from . import feeds

app = Quart(__name__)
database = databases.Database("sqlite:///podcasts.db")
EPISODES = os.path.join(app.root_path, "episodes")


@app.before_serving
async def connect():
    os.makedirs(EPISODES, exist_ok=True)
    await database.connect()


@app.post("/feeds")
async def add_feed():
    form = await request.form
    known = feeds.load_feeds()
    known.append(form["url"])
    feeds.save_feeds(known)
    return {"feeds": len(known)}


@app.post("/episodes")
async def add_episode():
    upload = (await request.files)["audio"]
    await upload.save(os.path.join(EPISODES, upload.filename))
    await database.execute("insert into episodes values (:n)", {"n": upload.filename})
    return {"name": upload.filename}


@app.get("/proxy")
async def proxy():
    target = tempfile.NamedTemporaryFile(delete=False, suffix=".mp3")
    async with httpx.AsyncClient() as client:
        async with client.stream("GET", request.args["url"]) as answer:
            async for part in answer.aiter_bytes():
                target.write(part)
    target.close()
    return await send_file(target.name, mimetype="audio/mpeg")


@app.post("/tags")
async def tags():
    upload = (await request.files)["audio"]
    name = "/tmp/" + os.path.basename(upload.filename)
    await upload.save(name)
    found = Tags(name)
    if found is None:
        return {"error": "no tags"}, 422
    os.remove(name)
    return {k: str(v) for k, v in found.items()}
