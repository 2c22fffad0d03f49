import io
import os
import sys

import aioboto3
from loguru import logger
from PIL import Image
from sanic import Sanic, response

from .db import remember

logger.remove()
logger.add(sys.stdout, format="{time} {message}", serialize=True)

BUCKET = os.environ["AVATAR_BUCKET"]
app = Sanic("avatars")
session = aioboto3.Session()


@app.post("/avatars/<user:str>")
async def upload(request, user):
    image = Image.open(io.BytesIO(request.files.get("avatar").body)).convert("RGB")
    image.thumbnail((256, 256))
    out = io.BytesIO()
    image.save(out, format="JPEG", quality=85)
    out.seek(0)
    async with session.client("s3") as s3:
        await s3.upload_fileobj(out, BUCKET, f"{user}.jpg")
    await remember(user, f"{user}.jpg")
    return response.json({"ok": True})


@app.get("/avatars/<user:str>")
async def avatar(request, user):
    async with session.client("s3") as s3:
        found = await s3.get_object(Bucket=BUCKET, Key=f"{user}.jpg")
        body = await found["Body"].read()
    return response.raw(body, content_type="image/jpeg")
