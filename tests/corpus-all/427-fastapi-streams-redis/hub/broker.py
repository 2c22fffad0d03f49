import os

import redis.asyncio as redis

_client = None


def client():
    global _client
    if _client is None:
        _client = redis.from_url(os.environ["REDIS_URL"], decode_responses=True)
    return _client


class Channel:
    prefix = "hub"

    def __init__(self, room):
        self.name = f"{self.prefix}:{room}"
        self.buffer = []
        self.read = 0

    async def publish(self, text):
        await client().publish(self.name, text)

    async def messages(self):
        async with client().pubsub() as pubsub:
            await pubsub.subscribe(self.name)
            async for message in pubsub.listen():
                if message["type"] == "message":
                    self.buffer.append(message["data"])
                    self.read += 1
                    yield self.buffer.pop()
