import asyncio
import os

from aiohttp import web

from line import handle


async def index(request):
    return web.Response(text="ok")


async def stats(request):
    return web.json_response({"tasks": len(asyncio.all_tasks())})


def build(*routes):
    app = web.Application()
    app.add_routes(routes)
    return app


async def start(app, port, host=None):
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    await site.start()
    return runner


async def main():
    public = await start(build(web.get("/", index)), int(os.environ["PORT"]))
    tcp = await asyncio.start_server(handle, "0.0.0.0", 7000)
    try:
        async with tcp:
            await tcp.serve_forever()
    finally:
        await public.cleanup()


if __name__ == "__main__":
    asyncio.run(main())
