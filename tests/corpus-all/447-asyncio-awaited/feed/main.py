import asyncio
import os
import tempfile

from fastapi import BackgroundTasks, FastAPI
from fastapi.responses import FileResponse
from starlette.concurrency import run_in_threadpool

from feed import fetch

app = FastAPI()
codes = ["EUR", "USD"]
ready = False


@app.on_event("startup")
async def warm():
    global ready
    await fetch.many(codes)
    ready = True


def crunch(n):
    return sum(range(n))


@app.get("/prices")
async def prices():
    first = asyncio.create_task(fetch.many(codes))
    rest = await fetch.nursery(codes)
    return {"all": await first, "rest": rest, "fast": await fetch.fastest(codes), "one": await fetch.with_limit("EUR")}


@app.get("/crunch/{n}")
async def crunched(n: int):
    loop = asyncio.get_running_loop()
    future = loop.run_in_executor(None, crunch, n)
    other = await run_in_threadpool(crunch, n)
    third = await asyncio.to_thread(crunch, n)
    return {"sums": [await future, other, third], "ready": ready}


@app.get("/export")
async def export(background: BackgroundTasks):
    fd, name = tempfile.mkstemp(suffix=".txt")
    background.add_task(os.unlink, name)
    with os.fdopen(fd, "w") as handle:
        handle.write("a,b\n")
    return FileResponse(name)
