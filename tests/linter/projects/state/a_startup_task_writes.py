import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI

latest = None  # <- AR202 info


async def poll():
    global latest
    while True:
        latest = await read()
        await asyncio.sleep(5)


async def read():
    return 1


@asynccontextmanager
async def lifespan(app):
    task = asyncio.create_task(poll())
    yield
    task.cancel()


app = FastAPI(lifespan=lifespan)
