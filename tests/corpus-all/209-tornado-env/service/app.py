import asyncio
import json
import os

import redis
import tornado.web
from tornado.httpserver import HTTPServer
from tornado.options import define, options, parse_command_line

define("port", default=os.environ.get("PORT", "8080"), help="port to listen on", type=int)

store = redis.Redis.from_url(os.environ["REDIS_URL"], decode_responses=True)


class ItemHandler(tornado.web.RequestHandler):
    def get(self, key):
        value = store.get(key)
        if value is None:
            raise tornado.web.HTTPError(404)
        self.write(json.loads(value))


class AdminHandler(tornado.web.RequestHandler):
    def get(self):
        if self.request.remote_ip not in ("127.0.0.1", "::1"):
            raise tornado.web.HTTPError(403)
        self.write({"keys": store.dbsize()})


async def main():
    parse_command_line()
    app = tornado.web.Application([(r"/items/(\w+)", ItemHandler), (r"/admin", AdminHandler)])
    server = HTTPServer(app, xheaders=True)
    server.listen(options.port)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
