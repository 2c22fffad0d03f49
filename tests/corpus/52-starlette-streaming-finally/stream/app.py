import os
import tempfile

from starlette.applications import Starlette
from starlette.responses import StreamingResponse
from starlette.routing import Route

from stream.source import dump


def drop(path):
    if os.path.exists(path):
        os.remove(path)


def chunks(query):
    path = None
    try:
        fd, path = tempfile.mkstemp()
        os.close(fd)
        dump(query, path)
        with open(path, "rb") as f:
            while block := f.read(65536):
                yield block
    finally:
        if path is not None:
            drop(path)


async def download(request):
    return StreamingResponse(chunks(request.query_params["q"]), media_type="text/csv")


app = Starlette(routes=[Route("/download", download)])
