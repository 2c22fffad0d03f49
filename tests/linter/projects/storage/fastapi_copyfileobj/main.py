import shutil
from pathlib import Path

import aiofiles
from fastapi import FastAPI, UploadFile

app = FastAPI()
UPLOADS = Path("uploads")
UPLOADS.mkdir(exist_ok=True)


@app.post("/upload")
async def upload(file: UploadFile):
    target = UPLOADS / file.filename
    with target.open("wb") as out:  # <- AR302
        shutil.copyfileobj(file.file, out)
    return {"name": file.filename}


@app.post("/async")
async def upload_async(file: UploadFile):
    async with aiofiles.open(f"uploads/{file.filename}.bin", "wb") as out:  # <- AR302
        await out.write(await file.read())


@app.get("/csv")
def export():
    import pandas as pd

    pd.DataFrame().to_csv("exports/latest.csv")  # <- AR302
