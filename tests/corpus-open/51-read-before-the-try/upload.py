import os
import tempfile

from fastapi import FastAPI, UploadFile

app = FastAPI()


@app.post("/size")
async def size(file: UploadFile):
    with tempfile.NamedTemporaryFile(delete=False) as tmp:
        tmp.write(await file.read())
    try:
        return os.path.getsize(tmp.name)
    finally:
        os.unlink(tmp.name)
