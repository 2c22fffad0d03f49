from contextlib import asynccontextmanager

import redis.asyncio as redis
from fastapi import FastAPI, Request


class Hub:
    def __init__(self):
        self.peers = set()

    def join(self, peer):
        self.peers.add(peer)


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.hub = Hub()  # <- AR203
    app.state.store = redis.from_url("redis://cache")
    app.state.ready = True
    yield
    app.state.ready = False


app = FastAPI(lifespan=lifespan)


@app.post("/join")
async def join(request: Request):
    request.app.state.hub.join(request.client.host)
    request.state.peer = request.client.host
    await request.app.state.store.append("log", "joined")
