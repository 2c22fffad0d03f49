import asyncio
import os

import redis.asyncio as redis
from fastapi import FastAPI, WebSocket

app = FastAPI()
bus = redis.from_url(os.environ["REDIS_URL"])
limit = asyncio.Semaphore(100)


@app.websocket("/ws")
async def ws(sock: WebSocket):
    await sock.accept()
    peers = set()
    peers.add(sock)
    async with limit, bus.pubsub() as pubsub:
        await pubsub.subscribe("hub")
        async for message in pubsub.listen():
            for p in peers:
                await p.send_text(str(message["data"]))


@app.post("/announce")
async def announce(text: str):
    await bus.publish("hub", text)
    await bus.lpush("history", text)
    return {"sequence": await bus.incr("sequence")}
