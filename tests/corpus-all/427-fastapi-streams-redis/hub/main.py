import asyncio
import contextlib

from fastapi import FastAPI
from fastapi.responses import StreamingResponse

from hub.broker import Channel, client

app = FastAPI()
TOPICS = frozenset({"lobby", "news"})


@app.get("/events/{room}")
async def events(room: str):
    channel = Channel(room)
    queue: asyncio.Queue[str] = asyncio.Queue(maxsize=10)

    async def pump():
        async for text in channel.messages():
            await queue.put(text)

    async def stream():
        task = asyncio.create_task(pump())
        try:
            while True:
                yield f"data: {await queue.get()}\n\n"
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    return StreamingResponse(stream(), media_type="text/event-stream")


@app.post("/say/{room}")
async def say(room: str, text: str):
    await asyncio.gather(*(Channel(t).publish(text) for t in {room, *TOPICS}))
    sent = await client().incr("sent")
    return {"sent": sent}
