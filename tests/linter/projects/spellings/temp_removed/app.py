import asyncio
import atexit
import contextlib
import functools
import io
import os
import shutil
import subprocess
import tempfile
import uuid
import weakref
import zipfile
from pathlib import Path

import aiofiles.os
import pandas as pd
from fastapi import BackgroundTasks, Depends, FastAPI, UploadFile
from fastapi.responses import FileResponse, StreamingResponse
from starlette.background import BackgroundTask, BackgroundTasks as Tasks

app = FastAPI()


@app.post("/1")
def f1(file: UploadFile):
    path = f"/tmp/{uuid.uuid4()}"
    try:
        with open(path, "wb") as out:
            shutil.copyfileobj(file.file, out)
        return subprocess.check_output(["file", path])
    finally:
        os.remove(path)


@app.post("/2")
def f2():
    fd, path = tempfile.mkstemp()
    os.close(fd)
    return FileResponse(path, background=BackgroundTask(os.remove, path))


@app.post("/3")
def f3(tasks: BackgroundTasks):
    folder = tempfile.mkdtemp()
    tasks.add_task(shutil.rmtree, folder, ignore_errors=True)
    return FileResponse(os.path.join(folder, "x"))


@app.post("/4")
def f4():
    tmp = tempfile.NamedTemporaryFile(delete=False)
    tmp.close()
    tasks = Tasks()
    tasks.add_task(lambda: os.unlink(tmp.name))
    return FileResponse(tmp.name, background=tasks)


@app.post("/5")
async def f5(file: UploadFile):
    fd, path = tempfile.mkstemp()
    try:
        with open(fd, "wb") as out:
            out.write(await file.read())
        return await asyncio.to_thread(os.path.getsize, path)
    finally:
        await aiofiles.os.remove(path)


@app.post("/6")
def f6():
    def stream():
        with tempfile.NamedTemporaryFile() as tmp:
            pd.DataFrame().to_csv(tmp)
            tmp.seek(0)
            yield from tmp

    return StreamingResponse(stream())


@contextlib.contextmanager
def scratch():
    folder = tempfile.mkdtemp()
    try:
        yield Path(folder)
    finally:
        shutil.rmtree(folder)


@app.post("/7")
def f7(file: UploadFile):
    with scratch() as folder:
        (folder / "x").write_bytes(file.file.read())
        return sum(1 for _ in folder.iterdir())


def scratch_dep():
    with scratch() as folder:
        yield folder


@app.post("/8")
def f8(folder: Path = Depends(scratch_dep)):
    (folder / "x").write_text("x")
    return "ok"


class Work:
    def __init__(self):
        self.path = tempfile.mkdtemp()
        self._finalizer = weakref.finalize(self, shutil.rmtree, self.path)


@app.post("/9")
def f9():
    return os.listdir(Work().path)


class Session:
    def __enter__(self):
        self.path = tempfile.mkdtemp()
        return self

    def __exit__(self, *args):
        shutil.rmtree(self.path, ignore_errors=True)


@app.post("/10")
def f10():
    with Session() as s:
        return os.listdir(s.path)


class AsyncSession:
    async def __aenter__(self):
        self.path = await asyncio.to_thread(tempfile.mkdtemp)
        return self.path

    async def __aexit__(self, *args):
        await asyncio.to_thread(shutil.rmtree, self.path)


@app.post("/11")
async def f11():
    async with AsyncSession() as path:
        return os.listdir(path)


@app.post("/12")
def f12():
    tmp = tempfile.TemporaryDirectory()
    try:
        return os.listdir(tmp.name)
    finally:
        tmp.cleanup()


@app.post("/13")
def f13():
    tmp = tempfile.TemporaryDirectory()
    path = Path(tmp.name) / "x"
    path.write_text("x")
    return path.read_text()


@app.post("/14")
def f14():
    fd, path = tempfile.mkstemp(dir="data")
    try:
        with os.fdopen(fd, "w") as f:
            f.write("x")
        os.replace(path, "data/now.txt")  # <- AR302
    except BaseException:
        os.unlink(path)
        raise
    return "ok"


@app.post("/15")
async def f15():
    async with aiofiles.tempfile.NamedTemporaryFile("wb+") as f:
        await f.write(b"x")
        return f.name


@app.post("/16")
def f16():
    path = None
    try:
        fd, path = tempfile.mkstemp()
        os.close(fd)
        return subprocess.check_output(["wc", path])
    except subprocess.CalledProcessError:
        return "bad"
    finally:
        if path is not None and os.path.exists(path):
            os.unlink(path)


@app.post("/17")
def f17():
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        fd, path = tempfile.mkstemp(dir=folder)
        os.close(fd)
        return path


@app.post("/18")
def f18():
    with contextlib.ExitStack() as stack:
        folder = tempfile.mkdtemp()
        stack.callback(shutil.rmtree, folder)
        return subprocess.check_output(["ls", folder])


def remove_quietly(path):
    try:
        os.remove(path)
    except FileNotFoundError:
        pass


@app.post("/19")
def f19():
    fd, path = tempfile.mkstemp()
    try:
        os.close(fd)
        return subprocess.check_output(["wc", path])
    finally:
        remove_quietly(path)


def with_temp(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        folder = tempfile.mkdtemp()
        try:
            return function(folder, *args, **kwargs)
        finally:
            shutil.rmtree(folder)

    return wrapper


@app.post("/20")
@with_temp
def f20(folder):
    return os.listdir(folder)


SCRATCH = tempfile.mkdtemp()
atexit.register(shutil.rmtree, SCRATCH)


@app.post("/21")
def f21(file: UploadFile):
    buffer = io.BytesIO(file.file.read())
    with zipfile.ZipFile(buffer) as z:
        return z.namelist()


@app.post("/22")
def f22():
    files = []
    try:
        for n in range(3):
            fd, p = tempfile.mkstemp()
            os.close(fd)
            files.append(p)
        return subprocess.check_output(["cat", *files])
    finally:
        for p in files:
            os.remove(p)


@app.post("/23")
def f23():
    tmp = Path(tempfile.mkdtemp())
    try:
        (tmp / "x").write_text("x")
        return (tmp / "x").read_text()
    finally:
        for child in tmp.iterdir():
            child.unlink()
        tmp.rmdir()


@app.post("/24")
def f24(file: UploadFile):
    target = Path(tempfile.gettempdir()) / file.filename
    try:
        target.write_bytes(file.file.read())
        return target.stat().st_size
    finally:
        target.unlink(missing_ok=True)


@app.post("/25")
async def f25(file: UploadFile):
    loop = asyncio.get_running_loop()
    fd, path = tempfile.mkstemp()
    try:
        os.close(fd)
        await loop.run_in_executor(None, subprocess.check_call, ["wc", path])
    except asyncio.CancelledError:
        raise
    finally:
        os.unlink(path)
    return "x"


@app.post("/26")
def f26():
    with tempfile.NamedTemporaryFile(delete_on_close=False) as f:
        f.close()
        return subprocess.check_output(["wc", f.name])


@app.post("/27")
def f27():
    tmp = tempfile.NamedTemporaryFile(suffix=".csv")
    pd.DataFrame().to_csv(tmp.name)
    return FileResponse(tmp.name)


def make_csv():
    fd, path = tempfile.mkstemp()
    os.close(fd)
    return path


@app.post("/28")
def f28():
    path = make_csv()
    try:
        return Path(path).read_text()
    finally:
        Path(path).unlink()


@app.on_event("startup")
def startup():
    app.state.folder = tempfile.mkdtemp()


@app.post("/29")
def f29():
    with open("/tmp/x", "rb") as f:
        return f.read()


@app.post("/30")
def f30():
    os.makedirs("/tmp/app", exist_ok=True)
    return os.listdir("/tmp/app")


@app.post("/31")
def f31():
    subprocess.run(["rm", "-rf", "/tmp/x"])
    with tempfile.TemporaryDirectory() as tmp:
        archive = shutil.make_archive(os.path.join(tmp, "a"), "zip", "static")
        with open(archive, "rb") as f:
            return f.read()
