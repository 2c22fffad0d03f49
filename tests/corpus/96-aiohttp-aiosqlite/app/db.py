import aiosqlite
from aiohttp import web

SCHEMA = "create table if not exists notes(id integer primary key, text)"


async def database(app: web.Application):
    app["db"] = await aiosqlite.connect("notes.sqlite")
    await app["db"].execute(SCHEMA)
    yield
    await app["db"].close()
