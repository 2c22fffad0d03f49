import asyncio

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()
lock = asyncio.Lock()
db: dict[str, "Item"] = dict()  # <- AR201


class Item(BaseModel):
    name: str


@app.put("/items/{key}")
async def put(key: str, item: Item):
    async with lock:
        db[key] = item
    return item


@app.patch("/items/{key}")
async def patch(key: str, item: Item):
    stored = db[key]
    stored.name = item.name
    return stored
