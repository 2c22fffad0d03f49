from litestar import Litestar, get, websocket
from litestar.connection import WebSocket

from atlas.db import pool


@get("/places/{name:str}")
async def place(name: str) -> dict:
    async with pool.connection() as c:
        row = await (await c.execute("select lat, lon from places where name = %s", (name,))).fetchone()
    return {"lat": row[0], "lon": row[1]}


@websocket("/live")
async def live(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_json({"ok": True})
    await socket.close()


app = Litestar([place, live])
