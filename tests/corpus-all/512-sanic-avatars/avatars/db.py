import aiosqlite

DB = "avatars.db"


async def remember(user, name):
    async with aiosqlite.connect(DB) as db:
        await db.execute("insert into avatars values (?, ?)", (user, name))
        await db.commit()
