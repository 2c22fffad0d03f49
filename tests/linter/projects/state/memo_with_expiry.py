import time

from fastapi import FastAPI

app = FastAPI()
_cache: dict[str, tuple[float, dict]] = {}  # <- AR201 info


def fetch(city):
    return {"city": city}


@app.get("/weather/{city}")
async def weather(city: str):
    hit = _cache.get(city)
    if hit and time.time() - hit[0] < 60:
        return hit[1]
    data = fetch(city)
    _cache[city] = (time.time(), data)
    return data
