import os
import tempfile

from fastapi import APIRouter
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from app.render import render_pdf, thumbnail

router = APIRouter()


@router.get("/reports/{number}")
def report(number: int):
    fd, path = tempfile.mkstemp(suffix=".pdf")
    os.close(fd)
    # when rendering fails nobody removes the file
    render_pdf(number, path)
    return FileResponse(path, background=BackgroundTask(os.unlink, path))


@router.get("/reports/{number}/preview")
async def preview(number: int):
    workdir = tempfile.mkdtemp(prefix="preview-")
    page = os.path.join(workdir, "1.png")
    await thumbnail(number, page)
    return FileResponse(page, media_type="image/png")
