import shutil
import tempfile

from fastapi import BackgroundTasks, FastAPI, UploadFile

app = FastAPI()


@app.post("/sign")
async def sign(document: UploadFile, tasks: BackgroundTasks):
    folder = tempfile.mkdtemp()
    tasks.add_task(shutil.rmtree, folder)
    data = await document.read()
    return {"size": len(data)}
