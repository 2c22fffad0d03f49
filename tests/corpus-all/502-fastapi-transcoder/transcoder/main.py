import os
import tempfile

from fastapi import FastAPI, HTTPException, UploadFile
from fastapi.responses import FileResponse, Response

from . import media

app = FastAPI()


@app.post("/duration")
def duration(file: UploadFile):
    path = media.keep(file)
    seconds = media.probe(path)
    path.unlink()
    return {"duration": seconds}


@app.post("/mp3")
async def mp3(file: UploadFile):
    path = media.keep(file)
    try:
        target = await media.to_mp3(path)
    except media.TranscodeError as error:
        raise HTTPException(422, str(error))
    finally:
        path.unlink(missing_ok=True)
    return FileResponse(target, media_type="audio/mpeg")


@app.post("/waveform")
async def waveform(file: UploadFile):
    folder = tempfile.mkdtemp(prefix="wave-")
    source = os.path.join(folder, "in")
    with open(source, "wb") as out:
        while chunk := await file.read(1 << 16):
            out.write(chunk)
    image = os.path.join(folder, "out.png")
    media.subprocess.run(["ffmpeg", "-i", source, "-filter_complex", "showwavespic", image], check=True)
    with open(image, "rb") as done:
        return Response(done.read(), media_type="image/png")
