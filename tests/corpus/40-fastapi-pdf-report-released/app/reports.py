import os
import shutil
import tempfile

from fastapi import APIRouter, Response
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from app.render import render_pdf, thumbnail

router = APIRouter()


@router.get("/reports/{number}")
def report(number: int):
    fd, path = tempfile.mkstemp(suffix=".pdf")
    os.close(fd)
    try:
        render_pdf(number, path)
    except BaseException:
        os.unlink(path)
        raise
    return FileResponse(path, background=BackgroundTask(os.unlink, path))


@router.get("/reports/{number}/preview")
async def preview(number: int):
    workdir = tempfile.mkdtemp(prefix="preview-")
    try:
        page = os.path.join(workdir, "1.png")
        await thumbnail(number, page)
        with open(page, "rb") as f:
            return Response(f.read(), media_type="image/png")
    finally:
        shutil.rmtree(workdir, ignore_errors=True)
