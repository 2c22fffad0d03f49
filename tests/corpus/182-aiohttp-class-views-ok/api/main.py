import argparse
import os

import asyncpg
from aiohttp import web

from api.middlewares import request_id
from api.views import VoteView

STARTED = []


async def pool(app):
    app["pool"] = await asyncpg.create_pool(os.environ["DATABASE_URL"])
    STARTED.append("pool")
    yield
    await app["pool"].close()
    STARTED.clear()


def build() -> web.Application:
    app = web.Application(middlewares=[request_id])
    app.cleanup_ctx.append(pool)
    app.router.add_view("/vote", VoteView)
    return app


def main(argv=None):
    parser = argparse.ArgumentParser()
    parser.add_argument("-P", "--port", default=None, type=int)
    options = parser.parse_args(argv)
    web.run_app(build(), host="0.0.0.0", port=options.port or int(os.environ.get("PORT", "8080")))


if __name__ == "__main__":
    main()
