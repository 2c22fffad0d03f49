import contextlib
import os

import databases
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

database = databases.Database(os.environ["DATABASE_URL"])
EMOJI = {}  # filled once when the server starts


@contextlib.asynccontextmanager
async def lifespan(app):
    await database.connect()
    for row in await database.fetch_all("select code, char from emoji"):
        EMOJI[row["code"]] = row["char"]
    yield
    EMOJI.clear()
    await database.disconnect()


async def messages(request):
    out = []
    for row in await database.fetch_all("select * from messages order by id desc limit 100"):
        text = row["text"]
        for code, char in EMOJI.items():
            text = text.replace(code, char)
        out.append(text)
    return JSONResponse(out)


async def post(request):
    body = await request.json()
    request.state.author = body["author"]
    await database.execute("insert into messages(text) values (:t)", {"t": body["text"]})
    return JSONResponse({"ok": True}, status_code=201)


app = Starlette(
    routes=[Route("/messages", messages), Route("/messages/new", post, methods=["POST"])],
    lifespan=lifespan,
)
