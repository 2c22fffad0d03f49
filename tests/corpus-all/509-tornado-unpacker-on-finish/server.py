import os

import tornado.ioloop
import tornado.web

from handlers import InspectHandler, PreviewHandler


def make_app():
    return tornado.web.Application([(r"/inspect", InspectHandler), (r"/preview", PreviewHandler)])


if __name__ == "__main__":
    app = make_app()
    app.listen(int(os.environ.get("PORT", "8080")))
    tornado.ioloop.IOLoop.current().start()
