import asyncio

import httpx
from fastapi import Depends, FastAPI

app = FastAPI()
_client: httpx.AsyncClient | None = None
_lock = asyncio.Lock()


async def client() -> httpx.AsyncClient:
    global _client
    async with _lock:
        if _client is None or _client.is_closed:
            _client = httpx.AsyncClient(timeout=5)
    return _client


@app.get("/")
async def index(http: httpx.AsyncClient = Depends(client)):
    return (await http.get("https://example.com")).text


@app.on_event("shutdown")
async def close():
    global _client
    if _client:
        await _client.aclose()
        _client = None
