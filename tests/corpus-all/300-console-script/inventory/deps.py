import os
from functools import lru_cache

from redis.asyncio import Redis


class RedisConfig:
    host = os.getenv("REDIS_HOST", "localhost")
    port = int(os.getenv("REDIS_PORT", "6379"))
    db = 0


@lru_cache
def cache():
    return Redis(host=RedisConfig.host, port=RedisConfig.port, db=RedisConfig.db)
