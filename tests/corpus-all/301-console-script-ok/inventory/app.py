import os

from fastapi import FastAPI
from redis.asyncio import Redis

cache = Redis.from_url(os.environ["REDIS_URL"])


def create_app():
    app = FastAPI(title="inventory")

    @app.get("/stock/{sku}")
    async def stock(sku: str):
        value = await cache.get(f"stock:{sku}")
        return {"sku": sku, "stock": int(value or 0)}

    return app
