from fastapi import FastAPI, Request

from app import store

app = FastAPI()


@app.put("/files/{name}")
async def put(name: str, request: Request):
    body = await request.body()
    store.remember({"name": name, "size": len(body)})
    return {"at": store.keep(name, body)}


@app.get("/files")
def index():
    return store.entries()


@app.post("/publish")
async def publish(request: Request):
    path = store.scratch(await request.body())
    store.publish(path)
    return {"published": True}
