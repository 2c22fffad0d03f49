from litestar import Litestar, get
from litestar.config.cors import CORSConfig

from atlas.db import pool


@get("/places/{name:str}")
async def place(name: str) -> dict:
    async with pool.connection() as c:
        row = await (await c.execute("select lat, lon from places where name = %s", (name,))).fetchone()
    return {"lat": row[0], "lon": row[1]}


app = Litestar([place], cors_config=CORSConfig(allow_origins=["http://localhost:3000"]))
