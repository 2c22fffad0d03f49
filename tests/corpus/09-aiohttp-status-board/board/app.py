from aiohttp import web

from board.checks import check, failures

last_error = None
banner = "all systems go"


async def status(request: web.Request) -> web.Response:
    global last_error
    target = request.query.get("target", "api")
    try:
        await check(target)
    except OSError as err:
        last_error = str(err)
    return web.json_response({"banner": banner, "last_error": last_error, "failures": len(failures)})


async def set_banner(request: web.Request) -> web.Response:
    data = await request.post()
    _change(data["text"])
    raise web.HTTPFound("/")


def _change(text):
    global banner
    banner = text.strip()


def make_app() -> web.Application:
    app = web.Application()
    app.add_routes([web.get("/", status), web.post("/banner", set_banner)])
    return app
