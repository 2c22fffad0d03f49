from aiocache import Cache, SimpleMemoryCache

drafts = Cache(Cache.MEMORY, namespace="drafts")
locks = SimpleMemoryCache()


async def save_draft(key, text):
    await drafts.set(key, text, ttl=600)


async def load_draft(key):
    return await drafts.get(key)
