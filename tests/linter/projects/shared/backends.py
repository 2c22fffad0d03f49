import os

from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from cachelib import RedisCache, SimpleCache
from celery import Celery
from fastapi_cache import FastAPICache
from fastapi_cache.backends.inmemory import InMemoryBackend
from flask import Flask
from flask_caching import Cache
from flask_session import Session
from slowapi import Limiter
from slowapi.util import get_remote_address

app = Flask(__name__)
app.config.from_mapping(SESSION_TYPE="filesystem")  # <- AR204
Session(app)
cache = Cache(app, config={"CACHE_TYPE": "SimpleCache"})  # <- AR204
other = Cache(app, config={"CACHE_TYPE": "RedisCache"})
off = Cache(app, config={"CACHE_TYPE": "NullCache"})
limiter = Limiter(key_func=get_remote_address)  # <- AR204
counted = Limiter(key_func=get_remote_address, storage_uri=os.environ["REDIS_URL"])
fallback = Limiter(key_func=get_remote_address, storage_uri=os.getenv("LIMITS", "memory://"))  # <- AR204
scheduler = AsyncIOScheduler(
    jobstores={"default": MemoryJobStore()},  # <- AR204
)
queue = Celery("a", broker="redis://broker", backend="cache+memory://")  # <- AR204
kept = SimpleCache()  # <- AR204
remote = RedisCache()
FastAPICache.init(InMemoryBackend())  # <- AR204
