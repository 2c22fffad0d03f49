import logging
import logging.config
import os

import tornado.ioloop
import tornado.web
from tornado.options import define, options, parse_command_line

from reports.handlers import ChartHandler, ExportHandler, LatestHandler
from reports.logs import LOGGING

define("port", default=int(os.environ.get("PORT", 8080)), type=int)


def main():
    parse_command_line()
    logging.config.dictConfig(LOGGING)
    app = tornado.web.Application(
        [
            (r"/export/(\w+)", ExportHandler),
            (r"/latest", LatestHandler),
            (r"/chart", ChartHandler),
        ]
    )
    app.listen(options.port, address="0.0.0.0")
    tornado.ioloop.IOLoop.current().start()


if __name__ == "__main__":
    main()
