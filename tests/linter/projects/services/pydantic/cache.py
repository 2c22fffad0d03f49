import redis.asyncio as redis
from sqlalchemy import create_engine

from settings import settings

pool = redis.from_url(settings.redis_url)
engine = create_engine(settings.database_url)
