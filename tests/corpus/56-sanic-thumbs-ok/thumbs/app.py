from sanic import Sanic
from sanic.response import json, raw

from thumbs.service import ThumbnailService

app = Sanic("thumbs")
service = ThumbnailService(width=120)


@app.post("/thumb")
async def thumb(request):
    return raw(await service.make(request.files.get("image").body), content_type="image/png")


@app.get("/health")
async def health(request):
    return json({"ok": True})
