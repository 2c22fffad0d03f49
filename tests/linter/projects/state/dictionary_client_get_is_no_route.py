import redis

cache = redis.Redis()
FOUND = []


@cache.get("key")
def nothing():
    FOUND.append(1)
