import contextlib
import csv
import os
import tempfile

import asyncpg
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.endpoints import HTTPEndpoint
from starlette.middleware import Middleware
from starlette.responses import FileResponse, JSONResponse
from starlette.routing import Route

from exports.middleware import Trace

FORMATS = {"csv": ",", "tsv": "\t"}


@contextlib.asynccontextmanager
async def lifespan(app):
    app.state.pool = await asyncpg.create_pool(os.environ["DATABASE_URL"])
    app.state.formats = dict(FORMATS)
    app.state.formats["psv"] = "|"
    yield {"pool": app.state.pool}
    await app.state.pool.close()
    app.state.pool = None


async def export(request):
    kind = request.path_params["kind"]
    request.state.rows = []
    async with request.app.state.pool.acquire() as conn:
        for record in await conn.fetch("select id, name from people"):
            request.state.rows.append(tuple(record))
    handle = tempfile.NamedTemporaryFile("w", suffix=f".{kind}", delete=False)
    try:
        with handle:
            csv.writer(handle, delimiter=request.app.state.formats[kind]).writerows(request.state.rows)
    except BaseException:
        os.unlink(handle.name)
        raise
    return FileResponse(handle.name, background=BackgroundTask(os.unlink, handle.name))


class People(HTTPEndpoint):
    async def get(self, request):
        self.found = {}
        async with request.state.pool.acquire() as conn:
            for record in await conn.fetch("select id, name from people"):
                self.found[record["id"]] = record["name"]
        return JSONResponse(self.found)


routes = [Route("/export/{kind}", export)]
routes.append(Route("/people", People))
app = Starlette(routes=routes, middleware=[Middleware(Trace)], lifespan=lifespan)
app.state.title = "exports"
