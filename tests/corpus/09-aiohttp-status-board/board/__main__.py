from aiohttp import web

from board.app import make_app

web.run_app(make_app(), port=9090)
