import nats
from quart import Quart, request

app = Quart(__name__)


@app.before_serving
async def connect():
    app.nats = await nats.connect("nats://127.0.0.1:4222")


@app.after_serving
async def close():
    await app.nats.drain()


@app.post("/publish/<subject>")
async def publish(subject):
    await app.nats.publish(subject, await request.get_data())
    return "", 202
