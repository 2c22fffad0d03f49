from fastapi import Depends, FastAPI, HTTPException, UploadFile
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from docs_api import office
from docs_api.workspace import Workspace, workspace

app = FastAPI(title="Documents")


@app.post("/pdf")
async def to_pdf(file: UploadFile):
    work = Workspace()
    try:
        source = await work.receive(file)
        result = office.to_pdf(source, work.folder)
    except office.ConversionError as error:
        work.remove()
        raise HTTPException(422, str(error)) from error
    except BaseException:
        work.remove()
        raise
    return FileResponse(result, filename="result.pdf", background=BackgroundTask(work.remove))


@app.post("/text")
async def to_text(file: UploadFile, work: Workspace = Depends(workspace)):
    return {"text": office.to_text(await work.receive(file))}


@app.post("/png")
async def to_png(file: UploadFile):
    with Workspace() as work:
        source = await work.receive(file)
        with open(office.first_page(source, work.folder), "rb") as image:
            return image.read()
