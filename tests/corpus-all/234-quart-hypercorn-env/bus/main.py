import asyncio
import os
import signal

from hypercorn.asyncio import serve
from hypercorn.config import Config
from hypercorn.middleware import ProxyFixMiddleware

from bus.web import app


def hypercorn_config():
    config = Config()
    config.bind = [f"0.0.0.0:{os.environ.get('PORT', '8080')}"]
    config.accesslog = "-"
    return config


async def main():
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    fixed = ProxyFixMiddleware(app, mode="legacy", trusted_hops=1)
    await serve(fixed, hypercorn_config(), shutdown_trigger=stop.wait)


if __name__ == "__main__":
    asyncio.run(main())
