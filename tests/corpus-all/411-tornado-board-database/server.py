import asyncio
import os
import signal

import tornado.web
from psycopg_pool import ConnectionPool

from handlers import BoardHandler, ReportHandler

stopping = False


def stop(signum, frame):
    global stopping
    stopping = True


async def main():
    pool = ConnectionPool(os.environ["DATABASE_URL"], open=True)
    app = tornado.web.Application(
        [(r"/", BoardHandler, {"pool": pool}), (r"/report", ReportHandler, {"pool": pool})],
        cookie_secret=os.environ["COOKIE_SECRET"],
    )
    app.listen(int(os.environ.get("PORT", "8080")), address="0.0.0.0")
    signal.signal(signal.SIGTERM, stop)
    while not stopping:
        await asyncio.sleep(0.2)
    pool.close()


if __name__ == "__main__":
    asyncio.run(main())
