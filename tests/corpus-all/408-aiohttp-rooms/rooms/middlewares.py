import time

from aiohttp import web

last_seen: dict[str, float] = {}


@web.middleware
async def throttle(request, handler):
    now = time.monotonic()
    previous = last_seen.get(request.remote)
    last_seen[request.remote] = now
    if previous is not None and now - previous < 0.05:
        raise web.HTTPTooManyRequests()
    return await handler(request)
