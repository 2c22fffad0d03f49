import csv
import gzip
import os
import shutil
import tempfile
import zipfile
from contextlib import AsyncExitStack, ExitStack, contextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.background import BackgroundTask, BackgroundTasks
from starlette.responses import FileResponse, JSONResponse, StreamingResponse
from starlette.routing import Route

from rows import rows


def write_csv(path):
    with open(path, "w", newline="") as out:
        writer = csv.writer(out)
        writer.writerows(rows())


async def as_zip(request):
    stack = ExitStack()
    with stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        write_csv(os.path.join(folder, "rows.csv"))
        archive = os.path.join(folder, "rows.zip")
        with zipfile.ZipFile(archive, "w") as z:
            z.write(os.path.join(folder, "rows.csv"), "rows.csv")
        closing = stack.pop_all()
    return FileResponse(archive, background=BackgroundTask(closing.close))


async def as_gzip(request):
    path = Path(tempfile.gettempdir()) / f"rows-{request.query_params['day']}.csv.gz"
    with gzip.open(path, "wt", newline="") as out:
        csv.writer(out).writerows(rows())
    return FileResponse(path)


async def as_lines(request):
    handle = tempfile.NamedTemporaryFile("w+", delete=False)

    def lines():
        try:
            for row in rows():
                handle.write(";".join(map(str, row)) + "\n")
            handle.seek(0)
            yield from handle
        finally:
            handle.close()
            os.unlink(handle.name)

    return StreamingResponse(lines())


async def in_parts(request):
    tasks = BackgroundTasks()
    paths = []
    for part in range(3):
        fd, path = tempfile.mkstemp()
        tasks.add_task(os.remove, path)
        with os.fdopen(fd, "w") as out:
            out.write(str(part))
        paths.append(path)
    return JSONResponse({"parts": len(paths)}, background=tasks)


@contextmanager
def frozen(name):
    path = os.path.join("/tmp", name)
    shutil.copytree("templates", path)
    yield path
    shutil.rmtree(path)


async def bundle(request):
    async with AsyncExitStack() as stack:
        path = stack.enter_context(frozen(request.query_params["name"]))
        names = os.listdir(path)
    return JSONResponse(names)


app = Starlette(
    routes=[
        Route("/zip", as_zip),
        Route("/gzip", as_gzip),
        Route("/lines", as_lines),
        Route("/parts", in_parts),
        Route("/bundle", bundle),
    ]
)
