import asyncio
import os
import threading

import websockets
from flask import Flask

app = Flask(__name__)


async def feed(socket):
    await socket.send("hello")


async def listen():
    async with websockets.serve(feed, "0.0.0.0", 8765):  # <- AR106
        await asyncio.Future()


def run():
    asyncio.run(listen())


threading.Thread(target=run, daemon=True).start()
app.run(host="0.0.0.0", port=int(os.environ["PORT"]))
