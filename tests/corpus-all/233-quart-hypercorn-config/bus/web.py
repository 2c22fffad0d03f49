from quart import Quart, request, websocket

from bus.broker import publish

app = Quart(__name__)


@app.post("/events")
async def events():
    publish(await request.get_json())
    return "", 202


@app.websocket("/tail")
async def tail():
    while True:
        await websocket.send(await websocket.receive())
