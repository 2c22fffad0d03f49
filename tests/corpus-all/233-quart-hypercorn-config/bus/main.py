import asyncio
import os

from hypercorn.asyncio import serve
from hypercorn.config import Config
from hypercorn.middleware import HTTPToHTTPSRedirectMiddleware

from bus.web import app


def hypercorn_config():
    config = Config()
    config.bind = ["0.0.0.0:8443"]
    config.certfile = "cert.pem"
    config.keyfile = "key.pem"
    config.use_reloader = bool(os.environ.get("DEV"))
    return config


if __name__ == "__main__":
    secured = HTTPToHTTPSRedirectMiddleware(app, "bus.example.org")
    asyncio.run(serve(secured, hypercorn_config()))
