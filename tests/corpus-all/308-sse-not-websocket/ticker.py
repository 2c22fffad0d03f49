import json
import os

import websockets


async def prices(symbol):
    async with websockets.connect(os.environ["EXCHANGE_URL"], ssl=True) as ws:
        await ws.send(json.dumps({"subscribe": symbol}))
        async for message in ws:
            yield json.loads(message)["price"]
