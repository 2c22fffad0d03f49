import os

import redis


class Base:
    SECRET_KEY = os.environ["SECRET_KEY"]
    REDIS_URL = os.environ["REDIS_URL"]
    SESSION_TYPE = "redis"
    SESSION_REDIS = redis.from_url(REDIS_URL)
    CACHE_TYPE = "RedisCache"
    CACHE_REDIS_URL = REDIS_URL
    RATELIMIT_STORAGE_URI = REDIS_URL


class Production(Base):
    PREFERRED_URL_SCHEME = "https"


class Testing(Base):
    TESTING = True
    SESSION_TYPE = "cachelib"
    CACHE_TYPE = "NullCache"
    RATELIMIT_STORAGE_URI = "memory://"


CONFIGS = {"production": Production, "testing": Testing}
