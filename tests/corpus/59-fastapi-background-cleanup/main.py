import os
import shutil
import tempfile
from pathlib import Path

from fastapi import BackgroundTasks, FastAPI, UploadFile
from fastapi.responses import FileResponse

app = FastAPI()


def cleanup(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


@app.post("/sign")
async def sign(document: UploadFile, tasks: BackgroundTasks):
    data = await document.read()
    folder = Path(tempfile.mkdtemp())
    try:
        target = folder / "signed.pdf"
        target.write_bytes(b"signed " + data)
    except BaseException:
        cleanup(folder)
        raise
    tasks.add_task(cleanup, folder)
    return FileResponse(target)


@app.post("/stamp")
async def stamp(document: UploadFile):
    data = await document.read()
    fd, name = tempfile.mkstemp()
    os.unlink(name)
    with os.fdopen(fd, "w+b") as f:
        f.write(data)
        return {"size": f.tell()}
