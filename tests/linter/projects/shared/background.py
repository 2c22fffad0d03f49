import asyncio
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

import click
from fastapi import BackgroundTasks, FastAPI

pool = ThreadPoolExecutor()
TASKS = set()


async def poll():
    while True:
        await asyncio.sleep(1)


@asynccontextmanager
async def lifespan(app):
    task = asyncio.create_task(poll())  # <- AR206
    yield
    task.cancel()
    await task


app = FastAPI(lifespan=lifespan)


@app.post("/forget")
async def forget():
    asyncio.create_task(poll())  # <- AR206
    task = asyncio.ensure_future(poll())  # <- AR206
    task.add_done_callback(print)
    pool.submit(print)  # <- AR206
    subprocess.Popen(["convert", "a", "b"])  # <- AR206
    threading.Timer(5, print).start()  # <- AR206


@app.post("/wait")
async def wait():
    first = asyncio.create_task(poll())
    await first
    return await asyncio.create_task(poll())


@app.post("/gather")
async def gather():
    tasks = []
    tasks.append(asyncio.create_task(poll()))
    await asyncio.gather(*tasks)
    with ThreadPoolExecutor() as own:
        own.submit(print)
    done = subprocess.Popen(["convert", "a", "b"])
    done.wait()


@app.post("/later")
def later(tasks: BackgroundTasks):
    tasks.add_task(remember, "x")  # <- AR206 info
    tasks.add_task(remove_file, "x")


def remember(x):
    print(x)


def remove_file(path):
    print(path)


@click.command()
def command():
    threading.Thread(target=print).start()
