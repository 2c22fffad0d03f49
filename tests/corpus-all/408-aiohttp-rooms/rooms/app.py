import asyncio
import itertools
from collections import deque

from aiohttp import web

from rooms.middlewares import throttle

routes = web.RouteTableDef()
ids = itertools.count(1)
history = deque(maxlen=50)


@routes.post("/rooms")
async def create(request):
    data = await request.json()
    room_id = next(ids)
    request.app["rooms"][room_id] = {"name": data["name"], "members": []}
    return web.json_response({"id": room_id}, status=201)


@routes.get("/rooms/{id}")
async def read(request):
    room = request.app["rooms"].get(int(request.match_info["id"]))
    if room is None:
        raise web.HTTPNotFound()
    return web.json_response(room)


@routes.post("/rooms/{id}/messages")
async def say(request):
    text = await request.text()
    history.appendleft(text)
    asyncio.create_task(notify(text))
    return web.Response(status=202)


@routes.view("/topic")
class Topic(web.View):
    topic = "general"

    async def get(self):
        return web.Response(text=self.topic)

    async def put(self):
        Topic.topic = await self.request.text()
        return web.Response(status=204)


async def notify(text):
    await asyncio.sleep(1)
    print("sent", text)


def make_app():
    app = web.Application(middlewares=[throttle])
    app["rooms"] = {}
    app.add_routes(routes)
    return app
