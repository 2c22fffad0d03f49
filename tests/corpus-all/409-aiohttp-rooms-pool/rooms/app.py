import asyncio
import os

import asyncpg
import redis.asyncio as redis
from aiohttp import web

from rooms.keys import limits_key, pool_key

routes = web.RouteTableDef()


async def database(app):
    app[pool_key] = await asyncpg.create_pool(os.environ["DATABASE_URL"])
    app["redis"] = redis.from_url(os.environ["REDIS_URL"])
    app["started"] = True
    yield
    await app["redis"].aclose()
    await app[pool_key].close()


async def read_limits(app):
    app[limits_key] = {}
    for row in await app[pool_key].fetch("select name, top from limits"):
        app[limits_key][row["name"]] = row["top"]


@web.middleware
async def identify(request, handler):
    request["user"] = request.headers.get("X-User", "nobody")
    request.setdefault("tags", []).append("identified")
    return await handler(request)


@routes.post("/rooms")
async def create(request):
    data = await request.json()
    data["owner"] = request["user"]
    pool = request.app[pool_key]
    async with pool.acquire() as conn, conn.transaction():
        room_id = await conn.fetchval("insert into rooms(name, owner) values($1, $2) returning id", data["name"], data["owner"])
    await request.app["redis"].lpush("rooms", room_id)
    return web.json_response({"id": room_id}, status=201)


@routes.get("/rooms")
async def index(request):
    pool = request.app[pool_key]
    rooms, total = await asyncio.gather(
        pool.fetch("select id, name from rooms limit $1", request.app[limits_key].get("page", 20)),
        pool.fetchval("select count(*) from rooms"),
    )
    found = [dict(r) for r in rooms]
    found.append({"total": total})
    return web.json_response(found)


@routes.view("/topic")
class Topic(web.View):
    async def get(self):
        self.text = await self.request.app["redis"].get("topic") or b""
        return web.Response(body=self.text)

    async def put(self):
        await self.request.app["redis"].set("topic", await self.request.text())
        return web.Response(status=204)


def make_app():
    app = web.Application(middlewares=[identify])
    app.cleanup_ctx.append(database)
    app.on_startup.append(read_limits)
    app.add_routes(routes)
    return app
