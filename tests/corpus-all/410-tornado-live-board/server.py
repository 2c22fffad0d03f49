import asyncio
import os

import tornado.web
from tornado.ioloop import PeriodicCallback

from handlers import BoardHandler, LoginHandler, StatsHandler, expire


def make_app():
    settings = dict(
        cookie_secret=os.urandom(32),
        login_url="/login",
        debug=False,
    )
    return tornado.web.Application(
        [
            (r"/", BoardHandler),
            (r"/login", LoginHandler),
            (r"/stats", StatsHandler),
        ],
        **settings,
    )


async def main():
    app = make_app()
    app.listen(int(os.environ.get("PORT", "8080")), address="0.0.0.0")
    PeriodicCallback(expire, 60_000).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
