import asyncio

from prometheus_client import start_http_server
from quart import Quart, jsonify

from sensors.line import Lines

app = Quart(__name__)


@app.before_serving
async def servers():
    start_http_server(8001)
    loop = asyncio.get_running_loop()
    app.line_server = await loop.create_server(Lines, "0.0.0.0", 5140)


@app.after_serving
async def stop():
    app.line_server.close()


@app.get("/")
async def index():
    return jsonify(ok=True)
