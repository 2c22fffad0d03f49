import json

import redis
import tornado.ioloop
import tornado.web
from tornado.options import define, options, parse_command_line

define("port", default=8888, help="port to listen on", type=int)
define("admin_port", default=9999, help="port of the admin pages", type=int)
define("address", default="127.0.0.1")

store = redis.Redis(host="127.0.0.1", port=6379, decode_responses=True)


class ItemHandler(tornado.web.RequestHandler):
    def get(self, key):
        value = store.get(key)
        if value is None:
            raise tornado.web.HTTPError(404)
        self.write(json.loads(value))

    def put(self, key):
        store.set(key, self.request.body)
        self.set_status(204)


class AdminHandler(tornado.web.RequestHandler):
    def get(self):
        self.write({"keys": store.dbsize()})


def public():
    return tornado.web.Application([(r"/items/(\w+)", ItemHandler)], compress_response=True)


def admin():
    return tornado.web.Application([(r"/", AdminHandler)])


if __name__ == "__main__":
    parse_command_line()
    public().listen(options.port, address=options.address)
    admin().listen(options.admin_port)
    tornado.ioloop.IOLoop.current().start()
