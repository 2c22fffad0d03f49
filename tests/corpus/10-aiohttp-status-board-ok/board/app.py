import aiohttp
from aiohttp import web

from board.checks import TARGETS, check


async def status(request: web.Request) -> web.Response:
    last_error = None
    failures = []
    for target in TARGETS:
        try:
            await check(target)
        except OSError as err:
            last_error = str(err)
            failures.append(target)
    return web.json_response({"last_error": last_error, "failures": len(failures)})


async def open_client(app: web.Application) -> None:
    app["client"] = aiohttp.ClientSession()


async def close_client(app: web.Application) -> None:
    await app["client"].close()


def make_app() -> web.Application:
    app = web.Application()
    app.on_startup.append(open_client)
    app.on_cleanup.append(close_client)
    app.add_routes([web.get("/", status)])
    return app
