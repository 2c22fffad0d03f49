from collections import deque

from starlette.endpoints import HTTPEndpoint
from starlette.responses import JSONResponse
from starlette.routing import Route

HISTORY = deque(maxlen=100)
last_author = None


class Room(HTTPEndpoint):
    async def get(self, request):
        return JSONResponse({"last": last_author, "messages": list(HISTORY)})

    async def post(self, request):
        global last_author
        body = await request.json()
        HISTORY.append((request.path_params["room"], body["text"]))
        last_author = body["author"]
        return JSONResponse({"ok": True}, status_code=201)


routes = [Route("/{room}", Room)]
