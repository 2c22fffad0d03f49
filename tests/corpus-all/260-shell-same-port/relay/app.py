import os

import nats
from quart import Quart, request

app = Quart(__name__)


@app.before_serving
async def connect():
    app.nats = await nats.connect(os.environ["NATS_URL"].split(","))


@app.post("/publish/<subject>")
async def publish(subject):
    await app.nats.publish(subject, await request.get_data())
    return "", 202


if __name__ == "__main__":
    app.run(port=5000, debug=True)
