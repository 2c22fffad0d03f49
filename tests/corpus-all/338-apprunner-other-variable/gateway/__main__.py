import os

from aiohttp import web
from redis.asyncio import Redis

redis = Redis.from_url(os.environ.get("REDIS_URL", "redis://localhost:6379"))


async def hit(request):
    return web.json_response({"hits": await redis.incr("hits")})


def make_app():
    app = web.Application()
    app.router.add_get("/", hit)
    return app


if __name__ == "__main__":
    web.run_app(make_app(), host="0.0.0.0", port=int(os.getenv("HTTP_PORT", 8000)))
