import shutil
import tempfile
from pathlib import Path

from fastapi import BackgroundTasks, FastAPI, UploadFile
from fastapi.responses import FileResponse

app = FastAPI()


def log_done(folder: Path) -> None:
    print("done with", folder)


@app.post("/sign")
async def sign(document: UploadFile, tasks: BackgroundTasks):
    folder = Path(tempfile.mkdtemp())
    tasks.add_task(log_done, folder)
    target = folder / "signed.pdf"
    target.write_bytes(b"signed " + await document.read())
    return FileResponse(target)


@app.post("/pages")
async def pages(document: UploadFile):
    upload_path = Path("/tmp") / "incoming.pdf"
    with upload_path.open("wb") as buffer:
        shutil.copyfileobj(document.file, buffer)
    return {"pages": upload_path.read_bytes().count(b"/Page")}
