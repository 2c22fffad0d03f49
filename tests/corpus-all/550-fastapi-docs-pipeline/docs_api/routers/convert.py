import os

from fastapi import APIRouter, BackgroundTasks, HTTPException, UploadFile
from fastapi.responses import FileResponse

from docs_api.services import office, storage

router = APIRouter()


@router.post("/pdf")
async def to_pdf(file: UploadFile, tasks: BackgroundTasks):
    source = await storage.receive(file)
    try:
        result = office.to_pdf(source)
    except office.ConversionError as error:
        raise HTTPException(422, str(error))
    finally:
        storage.discard(source)
    tasks.add_task(storage.discard, result)
    return FileResponse(result, filename="result.pdf")


@router.post("/text")
async def to_text(file: UploadFile):
    source = await storage.receive(file)
    text = office.to_text(source)
    return {"text": text}


@router.post("/png")
async def to_png(file: UploadFile):
    folder = storage.workspace()
    path = os.path.join(folder, file.filename or "upload")
    with open(path, "wb") as out:
        out.write(await file.read())
    image = office.first_page(path, folder)
    return FileResponse(image)
