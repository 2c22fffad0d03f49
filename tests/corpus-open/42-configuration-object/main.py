import asyncio

from hypercorn.asyncio import serve
from hypercorn.config import Config

from web import app

config = Config()
config.bind = ["0.0.0.0:8000"]
config.certfile = "cert.pem"
config.keyfile = "key.pem"
asyncio.run(serve(app, config))
