import os

from aiohttp import web

from app.db import database


async def add(request):
    body = await request.json()
    await request.app["db"].execute("insert into notes(text) values (?)", (body["text"],))
    await request.app["db"].commit()
    return web.json_response({}, status=201)


def init(argv=None):
    app = web.Application()
    app.cleanup_ctx.append(database)
    app.router.add_post("/notes", add)
    return app


if __name__ == "__main__":
    web.run_app(init(), host="localhost", port=int(os.getenv("PORT", "8080")))
