import time

from fastapi import HTTPException, Request

_buckets: dict[str, float] = {}


class Bucket:
    @staticmethod
    def allow(who: str) -> bool:
        last, _buckets[who] = _buckets.get(who, 0.0), time.monotonic()
        return time.monotonic() - last > 0.1


async def rate_limit(request: Request) -> None:
    if not Bucket.allow(request.client.host):
        raise HTTPException(429)
