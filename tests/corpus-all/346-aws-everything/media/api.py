from fastapi import BackgroundTasks, FastAPI, UploadFile

from media import analysis, queue
from media.storage import Storage

app = FastAPI()
storage = Storage("acme-media")


@app.post("/media")
async def upload(file: UploadFile):
    key = await storage.put(file.filename, file.file)
    queue.announce(key)
    return {"key": key}


@app.get("/media")
def listing(prefix: str = ""):
    return list(storage.keys(prefix))


@app.get("/media/{key}/labels")
def labels(key: str):
    return analysis.labels("acme-media", key)
