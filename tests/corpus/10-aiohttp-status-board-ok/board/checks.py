import asyncio

TARGETS = {"api": ("api.internal", 443), "db": ("db.internal", 5432)}


async def check(name):
    host, port = TARGETS[name]
    _, writer = await asyncio.open_connection(host, port)
    writer.close()
