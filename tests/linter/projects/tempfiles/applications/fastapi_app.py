import asyncio
import os
import shutil
import tempfile
import zipfile
from contextlib import asynccontextmanager, contextmanager, suppress
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile

import aiofiles
import aiofiles.os
from fastapi import BackgroundTasks, Depends, FastAPI, File, HTTPException, UploadFile
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse, StreamingResponse
from starlette.background import BackgroundTask


@asynccontextmanager
async def lifespan(app):
    app.state.scratch = tempfile.mkdtemp()
    yield


app = FastAPI(lifespan=lifespan)


def remove_file(path: str) -> None:
    os.unlink(path)


@app.post("/a")
async def a(file: UploadFile, tasks: BackgroundTasks):
    path = Path(tempfile.gettempdir()) / file.filename
    tasks.add_task(remove_file, path)
    async with aiofiles.open(path, "wb") as out:
        await out.write(await file.read())
    return FileResponse(path)


@app.post("/b")
async def b(file: UploadFile):
    path = Path(tempfile.gettempdir()) / file.filename
    async with aiofiles.open(path, "wb") as out:  # <- AR301
        await out.write(await file.read())
    return FileResponse(path)


@app.post("/c")
def c(file: UploadFile = File(...)):
    with NamedTemporaryFile(delete=False) as tmp:  # <- AR301
        shutil.copyfileobj(file.file, tmp)
    try:
        return {"size": measure(tmp.name)}
    except ValueError as e:
        raise HTTPException(400) from e


@app.post("/d")
def d(file: UploadFile = File(...)):
    tmp = NamedTemporaryFile(delete=False)
    try:
        with tmp as out:
            shutil.copyfileobj(file.file, out)
        return {"size": measure(tmp.name)}
    except ValueError:
        raise HTTPException(status_code=400)
    finally:
        os.remove(tmp.name)


def save_upload(upload: UploadFile) -> Path:
    try:
        with NamedTemporaryFile(delete=False, suffix=".x") as tmp:  # <- AR301
            shutil.copyfileobj(upload.file, tmp)
            path = Path(tmp.name)
    finally:
        upload.file.close()
    return path


def handle_upload(upload: UploadFile, handler):
    path = save_upload(upload)
    try:
        handler(path)
    finally:
        path.unlink()


@app.post("/e")
def e(file: UploadFile):
    handle_upload(file, print)


def scratch():
    folder = tempfile.mkdtemp()
    try:
        yield Path(folder)
    finally:
        shutil.rmtree(folder)


def scratch_leaks():
    folder = tempfile.mkdtemp()  # <- AR301
    yield Path(folder)
    shutil.rmtree(folder)


@app.post("/f")
def f(folder: Path = Depends(scratch), other: Path = Depends(scratch_leaks)):
    (folder / "x").write_text("a")
    return {"ok": True}


@contextmanager
def working():
    folder = tempfile.mkdtemp()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@app.post("/g")
def g():
    with working() as folder:
        target = os.path.join(folder, "a.zip")
        with zipfile.ZipFile(target, "w") as z:
            z.writestr("a", "b")
        return len(open(target).read())


@app.post("/h")
async def h():
    fd, path = tempfile.mkstemp()
    os.close(fd)
    try:
        await asyncio.to_thread(convert, path)
        return {"ok": True}
    finally:
        with suppress(FileNotFoundError):
            await aiofiles.os.remove(path)


def make_report(n):
    fd, path = tempfile.mkstemp()
    os.close(fd)
    return path


@app.post("/i")
async def i():
    path = await run_in_threadpool(make_report, 3)
    return FileResponse(path, background=BackgroundTask(os.remove, path))


def make_report_2(n):
    fd, path = tempfile.mkstemp()  # <- AR301
    os.close(fd)
    return path


@app.post("/j")
async def j():
    loop = asyncio.get_running_loop()
    path = await loop.run_in_executor(None, make_report_2, 3)
    return FileResponse(path)


async def iterate(path):
    try:
        async with aiofiles.open(path, "rb") as f:
            while chunk := await f.read(1024):
                yield chunk
    finally:
        os.unlink(path)


@app.post("/k")
async def k():
    path = make_report(4)
    return StreamingResponse(iterate(path))


async def iterate_leaks(path):
    async with aiofiles.open(path, "rb") as f:
        while chunk := await f.read(1024):
            yield chunk
    os.unlink(path)


def make_report_3():
    fd, path = tempfile.mkstemp()  # <- AR301
    os.close(fd)
    return path


@app.post("/l")
async def l():
    path = make_report_3()
    return StreamingResponse(iterate_leaks(path))


@app.post("/m")
async def m(tasks: BackgroundTasks):
    d = tempfile.mkdtemp()
    tasks.add_task(partial(shutil.rmtree, d, ignore_errors=True))
    await build(d)
    return FileResponse(os.path.join(d, "x"))


@app.post("/n")
async def n():
    d = tempfile.TemporaryDirectory()
    await build(d.name)
    return FileResponse(os.path.join(d.name, "x"), background=BackgroundTask(d.cleanup))


@app.post("/o")
async def o(file: UploadFile):
    path = f"/tmp/{file.filename}"
    with open(path, "wb") as out:  # <- AR301
        out.write(await file.read())
    try:
        result = await analyse(path)
    except Exception as err:
        os.remove(path)
        raise HTTPException(500) from err
    os.remove(path)
    return result


@app.post("/p")
async def p(file: UploadFile):
    path = f"/tmp/{file.filename}"
    try:
        with open(path, "wb") as out:
            out.write(await file.read())
        return await analyse(path)
    finally:
        Path(path).unlink(missing_ok=True)
