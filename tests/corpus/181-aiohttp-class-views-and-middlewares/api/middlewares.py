import uuid

from aiohttp import web

REQUEST_IDS = []
slow_requests = 0


@web.middleware
async def request_id(request, handler):
    request["id"] = uuid.uuid4().hex
    REQUEST_IDS.append(request["id"])
    return await handler(request)


@web.middleware
async def slow(request, handler):
    response = await handler(request)
    if response.content_length and response.content_length > 10:
        _count_slow()
    return response


def _count_slow():
    global slow_requests
    slow_requests += 1
