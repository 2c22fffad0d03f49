"""Where notes live."""
import os

import redis

NOTES = redis.Redis.from_url(os.environ["REDIS_URL"])


def next_position():
    return NOTES.incr("position")
