import os

import asyncpg


async def connect(app):
    app["pool"] = await asyncpg.create_pool(dsn=os.environ["DATABASE_URL"])
