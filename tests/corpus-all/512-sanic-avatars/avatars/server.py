import io
from pathlib import Path

import aiofiles
from loguru import logger
from PIL import Image
from sanic import Sanic, response

from .db import remember

logger.add("logs/avatars_{time}.log", rotation="10 MB", retention=5)

STORE = Path("avatars_store")
STORE.mkdir(exist_ok=True)

app = Sanic("avatars")


@app.post("/avatars/<user:str>")
async def upload(request, user):
    body = request.files.get("avatar").body
    image = Image.open(io.BytesIO(body)).convert("RGB")
    image.thumbnail((256, 256))
    image.save(STORE / f"{user}.jpg", quality=85)
    async with aiofiles.open(STORE / f"{user}.orig", "wb") as out:
        await out.write(body)
    await remember(user, f"{user}.jpg")
    logger.info("avatar of {}", user)
    return response.json({"ok": True})


@app.get("/avatars/<user:str>/original")
async def original(request, user):
    async with aiofiles.open(STORE / f"{user}.orig", "rb") as source:
        return response.raw(await source.read(), content_type="application/octet-stream")
