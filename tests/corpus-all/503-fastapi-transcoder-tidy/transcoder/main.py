import os
import shutil
import tempfile

from fastapi import FastAPI, HTTPException, UploadFile
from fastapi.responses import FileResponse, Response
from starlette.background import BackgroundTask

from . import media

app = FastAPI()


@app.post("/duration")
def duration(file: UploadFile):
    path = media.keep(file)
    try:
        return {"duration": media.probe(path)}
    finally:
        path.unlink()


@app.post("/mp3")
async def mp3(file: UploadFile):
    folder = tempfile.mkdtemp()
    try:
        source = media.Path(folder) / "in"
        source.write_bytes(await file.read())
        target = await media.to_mp3(source, folder)
    except ValueError as error:
        shutil.rmtree(folder)
        raise HTTPException(422, str(error))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return FileResponse(target, media_type="audio/mpeg", background=BackgroundTask(shutil.rmtree, folder))


@app.post("/waveform")
async def waveform(file: UploadFile):
    with tempfile.TemporaryDirectory(prefix="wave-") as folder:
        source = os.path.join(folder, "in")
        with open(source, "wb") as out:
            while chunk := await file.read(1 << 16):
                out.write(chunk)
        image = os.path.join(folder, "out.png")
        media.subprocess.run(["ffmpeg", "-i", source, "-filter_complex", "showwavespic", image], check=True)
        with open(image, "rb") as done:
            return Response(done.read(), media_type="image/png")
