import argparse
import logging

from aiohttp import web

from api.middlewares import request_id, slow
from api.views import VoteView


def build() -> web.Application:
    app = web.Application(middlewares=[request_id, slow])
    app.router.add_view("/vote", VoteView)
    return app


def main(argv=None):
    parser = argparse.ArgumentParser()
    parser.add_argument("-P", "--port", default=9000, type=int)
    parser.add_argument("-v", action="store_true")
    options = parser.parse_args(argv)
    logging.basicConfig(level=logging.DEBUG if options.v else logging.INFO)
    web.run_app(build(), host="0.0.0.0", port=options.port)


if __name__ == "__main__":
    main()
