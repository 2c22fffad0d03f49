from contextlib import asynccontextmanager

from fastapi import FastAPI, Request


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.jobs = {}
    yield


app = FastAPI(lifespan=lifespan)


@app.post("/{job}")
def put(job: str, request: Request):
    request.app.state.jobs[job] = 1
