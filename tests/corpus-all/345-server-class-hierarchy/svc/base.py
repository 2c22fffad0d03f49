import asyncio
import os

import tornado.web


class BaseService:
    port = 7000
    address = None
    handlers = []

    def settings(self):
        return {"compress_response": True, "autoreload": False}

    async def serve(self):
        app = tornado.web.Application(self.handlers, **self.settings())
        app.listen(self.port, self.address)
        await asyncio.Event().wait()


class EnvService(BaseService):
    def __init__(self):
        self.port = int(os.environ.get("PORT", "8080"))
