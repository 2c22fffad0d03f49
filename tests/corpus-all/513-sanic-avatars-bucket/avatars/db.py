import os

import asyncpg


async def remember(user, name):
    connection = await asyncpg.connect(os.environ["DATABASE_URL"])
    try:
        await connection.execute("insert into avatars values ($1, $2)", user, name)
    finally:
        await connection.close()
