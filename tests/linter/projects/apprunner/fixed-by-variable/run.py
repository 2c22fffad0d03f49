import os

from aiohttp import web

app = web.Application()
web.run_app(app, host=os.environ.get("LISTEN_HOST", "localhost"), port=int(os.environ["LISTEN_PORT"]))
