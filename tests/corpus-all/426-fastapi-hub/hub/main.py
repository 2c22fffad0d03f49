from fastapi import BackgroundTasks, FastAPI, Request
from fastapi.responses import StreamingResponse

from hub import presence as who
from hub.manager import manager
from hub.presence import presence

app = FastAPI()


@app.get("/events")
async def events(request: Request, name: str, room: str = "lobby"):
    queue = manager.open()
    presence[name] = room
    who.join(room, name)

    async def stream():
        try:
            while not await request.is_disconnected():
                yield f"data: {await queue.get()}\n\n"
        finally:
            manager.close(queue)
            who.leave(room, name)
            del presence[name]

    return StreamingResponse(stream(), media_type="text/event-stream")


@app.post("/say")
async def say(text: str, tasks: BackgroundTasks):
    tasks.add_task(manager.broadcast, text)
    return {"sent": manager.sent, "online": presence.names()}
