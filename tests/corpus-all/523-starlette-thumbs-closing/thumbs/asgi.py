import os
import tempfile
from contextlib import closing

from PIL import Image, UnidentifiedImageError
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from .workspace import Workspace


async def thumb(request):
    form = await request.form()
    with closing(Workspace()) as work:
        try:
            image = Image.open(form["image"].file)
        except UnidentifiedImageError:
            return JSONResponse({"error": "not an image"}, status_code=415)
        image.thumbnail((128, 128))
        image.save(work.file("thumb.png"))
        with open(work.file("thumb.png"), "rb") as f:
            return Response(f.read(), media_type="image/png")


async def sheet(request):
    form = await request.form()
    work = Workspace(prefix="sheet")
    try:
        canvas = Image.new("RGB", (1024, 1024))
        for n, upload in enumerate(form.getlist("images")):
            canvas.paste(Image.open(upload.file).resize((128, 128)), (n % 8 * 128, n // 8 * 128))
        canvas.save(work.file("sheet.png"))
    except BaseException:
        work.close()
        raise
    return FileResponse(work.file("sheet.png"), background=BackgroundTask(work.close))


def pieces(path, size=65536):
    try:
        with open(path, "rb") as f:
            while piece := f.read(size):
                yield piece
    finally:
        os.remove(path)


async def mirror(request):
    fd, path = tempfile.mkstemp()
    try:
        with os.fdopen(fd, "wb") as out:
            async for chunk in request.stream():
                out.write(chunk)
    except BaseException:
        os.remove(path)
        raise
    return StreamingResponse(pieces(path))


app = Starlette(
    routes=[
        Route("/thumb", thumb, methods=["POST"]),
        Route("/sheet", sheet, methods=["POST"]),
        Route("/mirror", mirror, methods=["POST"]),
    ]
)
