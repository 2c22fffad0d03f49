import os

import redis
from sqlalchemy import create_engine

engine = create_engine("postgresql://u:p@{}/x".format(os.getenv("DB_HOST", "localhost")))
cache = redis.Redis(host=os.getenv("CACHE", "cache.internal"))  # <- AR402
