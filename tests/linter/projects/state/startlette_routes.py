from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

counts = {}  # <- AR201
state = {"up": False}


async def home(r):
    counts["home"] = counts.get("home", 0) + 1
    return PlainTextResponse("ok")


async def begin():
    state["up"] = True


app = Starlette(routes=[Route("/", home)], on_startup=[begin])
