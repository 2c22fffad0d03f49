import os
import uuid
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi_cache import FastAPICache
from fastapi_cache.backends.redis import RedisBackend
from fastapi_cache.decorator import cache
from redis import asyncio as aioredis
from starsessions import SessionAutoloadMiddleware, SessionMiddleware
from starsessions.stores.redis import RedisStore

from news import store
from news.limits import limiter


@asynccontextmanager
async def lifespan(app: FastAPI):
    connection = aioredis.from_url(os.environ["REDIS_URL"])
    FastAPICache.init(RedisBackend(connection), prefix="news")
    yield
    await connection.aclose()


app = FastAPI(lifespan=lifespan)
app.state.limiter = limiter
app.add_middleware(SessionAutoloadMiddleware)
app.add_middleware(SessionMiddleware, store=RedisStore(os.environ["REDIS_URL"]), lifetime=3600)


@app.get("/headlines")
@limiter.limit("5/minute")
@cache(expire=60)
async def headlines(request: Request):
    return {"headlines": ["rain", "sun"]}


@app.post("/drafts")
async def new_draft(request: Request):
    key = uuid.uuid4().hex
    await store.save_draft(key, (await request.body()).decode())
    request.session["draft"] = key
    request.session.setdefault("drafts", []).append(key)
    return {"key": key}
