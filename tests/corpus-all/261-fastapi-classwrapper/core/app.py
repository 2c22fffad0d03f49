from fastapi import FastAPI, HTTPException

from core.blob import Blob
from core.server import Server

api = FastAPI()
blob = Blob(profile="blob-admin")


@api.get("/blob/{key}")
async def get(key: str):
    data = await blob.read(key)
    if data is None:
        raise HTTPException(404)
    return {"size": len(data)}


if __name__ == "__main__":
    Server(api).start()
