import contextlib
import os
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from starlette.applications import Starlette
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route


@contextlib.asynccontextmanager
async def lifespan(app):
    app.state.scratch = tempfile.mkdtemp(prefix="service-")
    yield
    shutil.rmtree(app.state.scratch)


@dataclass
class Bundle:
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp()))

    def add(self, name, data):
        (self.folder / name).write_bytes(data)

    def drop(self):
        shutil.rmtree(self.folder)


class Sink:
    ROOT = tempfile.mkdtemp()

    def write(self, data):
        with tempfile.TemporaryFile(dir=self.ROOT) as out:
            out.write(data)
            return out.tell()


async def bundle(request):
    parts = Bundle()
    try:
        async with request.form() as form:
            for name, upload in form.items():
                parts.add(name, await upload.read())
        return JSONResponse(sorted(os.listdir(parts.folder)))
    finally:
        parts.drop()


async def sink(request):
    return PlainTextResponse(str(Sink().write(await request.body())))


async def inside(request):
    body = await request.body()
    fd, path = tempfile.mkstemp(dir=request.app.state.scratch)
    try:
        os.write(fd, body)
    finally:
        os.close(fd)
        os.unlink(path)
    return PlainTextResponse("ok")


app = Starlette(
    lifespan=lifespan,
    routes=[
        Route("/bundle", bundle, methods=["POST"]),
        Route("/sink", sink, methods=["POST"]),
        Route("/inside", inside, methods=["POST"]),
    ],
)
