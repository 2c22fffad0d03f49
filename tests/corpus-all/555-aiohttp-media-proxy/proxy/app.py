import aiohttp
from aiohttp import web

from proxy import handlers


async def client(app):
    async with aiohttp.ClientSession() as session:
        app["client"] = session
        yield


def make_app():
    app = web.Application()
    app.cleanup_ctx.append(client)
    app.router.add_get("/resize", handlers.Resize)
    app.router.add_post("/store/{name}", handlers.store)
    app.router.add_get("/store/{name}", handlers.fetch)
    app.router.add_get("/video/poster", handlers.poster)
    return app
