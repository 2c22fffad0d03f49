import asyncio
import logging

from aiohttp import web

import events

LOG = logging.getLogger(__name__)
HTTP = {"host": "localhost", "port": 8000}


async def index(request):
    await events.publish(request.app["producer"], request.rel_url.query)
    return web.Response(text="ok")


async def build():
    app = web.Application()
    app.router.add_get("/", index)
    app["producer"] = await events.producer()
    return app


async def main():
    runner = web.AppRunner(await build())
    await runner.setup()
    site = web.TCPSite(runner, HTTP["host"], HTTP["port"])
    await site.start()
    LOG.info("up on %(host)s:%(port)s", HTTP)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
