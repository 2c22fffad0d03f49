import uuid
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi_cache import FastAPICache
from fastapi_cache.backends.inmemory import InMemoryBackend
from fastapi_cache.decorator import cache
from slowapi import _rate_limit_exceeded_handler
from slowapi.errors import RateLimitExceeded
from starsessions import InMemoryStore, SessionAutoloadMiddleware, SessionMiddleware

from news import store
from news.limits import limiter


@asynccontextmanager
async def lifespan(app: FastAPI):
    FastAPICache.init(InMemoryBackend(), prefix="news")
    yield


app = FastAPI(lifespan=lifespan)
app.state.limiter = limiter
app.add_exception_handler(RateLimitExceeded, _rate_limit_exceeded_handler)
app.add_middleware(SessionAutoloadMiddleware)
app.add_middleware(SessionMiddleware, store=InMemoryStore(), lifetime=3600, cookie_https_only=True)


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
    return {"key": key}


@app.get("/drafts")
async def draft(request: Request):
    return {"text": await store.load_draft(request.session.get("draft", ""))}
