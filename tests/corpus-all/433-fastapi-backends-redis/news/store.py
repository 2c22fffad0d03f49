import os

from aiocache import Cache

drafts = Cache(Cache.REDIS, endpoint=os.environ["REDIS_HOST"], namespace="drafts")


async def save_draft(key, text):
    await drafts.set(key, text, ttl=600)


async def load_draft(key):
    return await drafts.get(key)
