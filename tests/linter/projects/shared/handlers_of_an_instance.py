from aiohttp import web


class Board:
    def __init__(self):
        self.rows = []

    async def add(self, request):
        self.rows.append(await request.text())
        request.app["count"] = request.app["count"] + 1
        return web.Response()


board = Board()  # <- AR203
app = web.Application()
app["count"] = 0  # <- AR203
app.router.add_post("/", board.add)
