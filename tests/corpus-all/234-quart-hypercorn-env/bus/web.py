from quart import Quart, request

from bus.broker import publish

app = Quart(__name__)


@app.post("/events")
async def events():
    publish(await request.get_json())
    return "", 202
