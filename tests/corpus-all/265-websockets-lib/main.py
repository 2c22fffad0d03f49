import asyncio
import json
import os
import signal

import websockets

from translate import translate

PORT = int(os.getenv("WS_PORT", "8765"))


async def handler(websocket):
    async for raw in websocket:
        message = json.loads(raw)
        await websocket.send(json.dumps({"text": translate(message["text"], message["to"])}))


async def main():
    stop = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set_result, None)
    async with websockets.serve(handler, "0.0.0.0", PORT):
        await stop


asyncio.run(main())
