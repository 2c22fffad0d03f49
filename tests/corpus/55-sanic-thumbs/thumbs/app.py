from sanic import Sanic
from sanic.response import file, json

from thumbs.service import ThumbnailService

app = Sanic("thumbs")
service = ThumbnailService(width=120)


@app.post("/thumb")
async def thumb(request):
    path = await service.make(request.files.get("image").body)
    return await file(path)


@app.get("/health")
async def health(request):
    return json({"ok": True})
