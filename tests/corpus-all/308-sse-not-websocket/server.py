import os

import uvicorn
from sse_starlette.sse import EventSourceResponse
from starlette.applications import Starlette
from starlette.routing import Route

from ticker import prices


async def stream(request):
    async def events():
        async for price in prices(request.path_params["symbol"]):
            if await request.is_disconnected():
                break
            yield {"event": "price", "data": price}

    return EventSourceResponse(events())


app = Starlette(routes=[Route("/stream/{symbol}", stream)])

if __name__ == "__main__":
    uvicorn.run(
        "server:app",
        host=os.environ.get("HOST", "0.0.0.0"),
        port=int(os.environ.get("PORT") or os.environ.get("HTTP_PORT") or 8080),
        ws="none",
    )
