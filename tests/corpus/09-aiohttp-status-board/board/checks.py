import asyncio

TARGETS = {"api": ("api.internal", 443), "db": ("db.internal", 5432)}
failures = []


async def check(name):
    host, port = TARGETS[name]
    try:
        _, writer = await asyncio.open_connection(host, port)
    except OSError:
        failures.append(name)
        raise
    writer.close()
