import uuid

from aiohttp import web


@web.middleware
async def request_id(request, handler):
    request["id"] = uuid.uuid4().hex
    request.setdefault("seen", []).append(request["id"])
    return await handler(request)
