from typing import Annotated

from fastapi import Depends, FastAPI, UploadFile

from storage import Events, Storage, clients, storage

app = FastAPI()


@app.put("/files/{name}")
async def put(name: str, file: UploadFile, store: Annotated[Storage, Depends(storage)]):
    store.put(name, await file.read())
    Events().emit(name)


@app.get("/files/{name}")
def get(name: str, store: Storage = Depends(storage)):
    return store.link(name)


@app.delete("/files/{name}")
def delete(name: str):
    clients["s3"].delete_object(Bucket="files", Key=name)
