import asyncpg


async def connect(app):
    app["pool"] = await asyncpg.create_pool(host="localhost", user="orders", database="orders")
