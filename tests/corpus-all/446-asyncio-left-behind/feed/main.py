import asyncio
from contextlib import asynccontextmanager

from fastapi import BackgroundTasks, FastAPI

from feed import tasks
from feed.poller import poll, prices


@asynccontextmanager
async def lifespan(app):
    poller = asyncio.create_task(poll())
    tasks.Pump().start()
    yield
    poller.cancel()


app = FastAPI(lifespan=lifespan)


@app.get("/prices")
async def read():
    return prices


@app.post("/notify/{user}")
async def notify(user: str, background: BackgroundTasks):
    tasks.start(user)
    tasks.later(user)
    background.add_task(tasks.archive, user)
    return {"failures": tasks.failures, "running": len(tasks.running)}


@app.post("/archive")
async def archive(text: str):
    loop = asyncio.get_running_loop()
    loop.create_task(tasks.notify(text))
    tasks.in_thread(text)
    return {}
