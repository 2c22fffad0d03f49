from aiohttp import web

NAMES = set()  # <- AR201


async def add(req):
    NAMES.add(req.match_info["name"])
    return web.Response()


async def connect(app):
    NAMES.clear()


app = web.Application()
app.router.add_post("/{name}", add)
app.on_startup.append(connect)
