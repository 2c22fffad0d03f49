import os

import pylibmc
from fastapi import HTTPException, Request

_buckets = pylibmc.Client([os.environ["MEMCACHED"]])


async def rate_limit(request: Request) -> None:
    who = request.client.host
    count = _buckets.get(who) or 0
    _buckets[who] = count + 1
    if count > 100:
        raise HTTPException(429)
