from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.endpoints import HTTPEndpoint
from starlette.middleware import Middleware
from starlette.responses import JSONResponse
from starlette.routing import Route

from stats.mail import send_mail
from stats.middleware import BlockList, LatencyMiddleware


async def home(request):
    home.visits += 1
    request.app.state.last_path = request.url.path
    return JSONResponse({"visits": home.visits})


home.visits = 0


async def invite(request):
    data = await request.json()
    task = BackgroundTask(send_mail, data["to"], subject="Join us")
    return JSONResponse({"ok": True}, background=task)


async def block(request):
    BlockList.block(request.path_params["address"])
    return JSONResponse({"blocked": len(BlockList.blocked)})


class Notes(HTTPEndpoint):
    notes = {}

    async def get(self, request):
        return JSONResponse(self.notes)

    async def put(self, request):
        self.notes.update(await request.json())
        return JSONResponse(self.notes)


app = Starlette(
    routes=[
        Route("/", home),
        Route("/invite", invite, methods=["POST"]),
        Route("/block/{address}", block, methods=["POST"]),
        Route("/notes", Notes),
    ],
    middleware=[Middleware(LatencyMiddleware, window=50), Middleware(BlockList)],
)
