import logging
import os

import tornado.ioloop
import tornado.web
import tornado.websocket
from tornado.options import define, options

import db

define("port", default=8888, type=int)
define("debug", default=False, type=bool)


class Feed(tornado.websocket.WebSocketHandler):
    def check_origin(self, origin):
        return origin.endswith("://localhost:3000")

    def on_message(self, message):
        self.write_message(message[::-1])


class Index(tornado.web.RequestHandler):
    def get(self):
        self.write({"posts": db.posts()})


def make_app():
    return tornado.web.Application([(r"/", Index), (r"/feed", Feed)], debug=options.debug)


def main():
    options.parse_command_line()
    logging.info("port %d", options.port)
    app = make_app()
    app.listen(options.port)
    tornado.ioloop.IOLoop.current().start()


if __name__ == "__main__":
    main()
