import asyncio
import concurrent.futures
import contextlib
import csv
import gzip
import io
import json
import os
import shutil
import subprocess
import tempfile
import threading
import uuid
import zipfile
from dataclasses import dataclass
from pathlib import Path

import requests
from fastapi import BackgroundTasks, Depends, FastAPI, File, Form, HTTPException, Request, UploadFile
from fastapi.responses import FileResponse, StreamingResponse
from PIL import Image

app = FastAPI()
TMP_ROOT = Path(os.environ.get("SCRATCH", "/tmp"))
UPLOADS = TMP_ROOT / "uploads"


# b: returned as a tuple, the caller removes only one
def pair():
    fd, name = tempfile.mkstemp()
    os.close(fd)
    folder = tempfile.mkdtemp()  # <- AR301
    return name, folder


@app.get("/1")
def f1():
    name, folder = pair()
    try:
        return os.listdir(folder)
    finally:
        os.unlink(name)


# g
@app.get("/2")
def f2():
    fd, name = tempfile.mkstemp()
    folder = None
    try:
        os.close(fd)
        folder = tempfile.mkdtemp()
        return os.listdir(folder)
    finally:
        os.unlink(name)
        if folder:
            shutil.rmtree(folder)


# b: loop variable overwritten
@app.post("/3")
def f3(files: list[UploadFile]):
    path = None
    for upload in files:
        path = os.path.join(tempfile.gettempdir(), upload.filename)
        with open(path, "wb") as out:  # <- AR301
            shutil.copyfileobj(upload.file, out)
    if path:
        os.remove(path)
    return len(files)


# b: while with retry
@app.post("/4")
def f4(url: str):
    attempts = 0
    while attempts < 3:
        path = tempfile.mkstemp()[1]  # <- AR301
        try:
            with open(path, "wb") as out:
                out.write(requests.get(url, timeout=5).content)
        except requests.RequestException:
            attempts += 1
            continue
        os.remove(path)
        return "ok"
    return "failed"


# g
@app.post("/5")
def f5(url: str):
    for _ in range(3):
        fd, path = tempfile.mkstemp()
        os.close(fd)
        try:
            with open(path, "wb") as out:
                out.write(requests.get(url, timeout=5).content)
            return Path(path).stat().st_size
        except requests.RequestException:
            continue
        finally:
            os.remove(path)
    raise HTTPException(502)


# b: early raise before the try
@app.post("/6")
def f6(file: UploadFile):
    tmp = tempfile.NamedTemporaryFile(delete=False)  # <- AR301
    if file.content_type != "image/png":
        raise HTTPException(415)
    try:
        shutil.copyfileobj(file.file, tmp)
        tmp.close()
        return Image.open(tmp.name).size
    finally:
        os.unlink(tmp.name)


# g: check before making
@app.post("/7")
def f7(file: UploadFile):
    if file.content_type != "image/png":
        raise HTTPException(415)
    tmp = tempfile.NamedTemporaryFile(delete=False)
    try:
        shutil.copyfileobj(file.file, tmp)
        tmp.close()
        return Image.open(tmp.name).size
    finally:
        os.unlink(tmp.name)


# b: thread gets it, never removes
def work(path):
    with open(path) as f:
        print(len(f.read()))


@app.post("/8")
def f8(text: str):
    fd, path = tempfile.mkstemp()  # <- AR301
    os.write(fd, text.encode())
    os.close(fd)
    threading.Thread(target=work, args=(path,)).start()
    return "started"


# g: thread removes
def work_and_remove(path):
    try:
        with open(path) as f:
            print(len(f.read()))
    finally:
        os.remove(path)


@app.post("/9")
def f9(text: str):
    fd, path = tempfile.mkstemp()
    os.write(fd, text.encode())
    os.close(fd)
    threading.Thread(target=work_and_remove, kwargs={"path": path}).start()
    return "started"


# g: executor
@app.post("/10")
async def f10(text: str):
    loop = asyncio.get_running_loop()
    fd, path = tempfile.mkstemp()
    os.write(fd, text.encode())
    os.close(fd)
    with concurrent.futures.ThreadPoolExecutor() as pool:
        await loop.run_in_executor(pool, work_and_remove, path)
    return "done"


# b: background task that does not remove, class
class Mailer:
    def send(self, path):
        requests.post("https://mail.example.com", files={"f": open(path, "rb")}, timeout=5)


@app.post("/11")
def f11(tasks: BackgroundTasks, text: str):
    path = f"{UPLOADS}/{uuid.uuid4()}.txt"
    Path(path).write_text(text)  # <- AR301
    tasks.add_task(Mailer().send, path)
    return "ok"


# g: background task method that removes
class Cleaner:
    def remove(self, *paths):
        for path in paths:
            with contextlib.suppress(OSError):
                os.remove(path)


@app.post("/12")
def f12(tasks: BackgroundTasks, text: str):
    path = UPLOADS / f"{uuid.uuid4()}.txt"
    tasks.add_task(Cleaner().remove, path)
    path.write_text(text)
    return "ok"


# b: nested function makes, outer never removes
@app.get("/13")
def f13():
    def make():
        handle, name = tempfile.mkstemp()  # <- AR301
        os.close(handle)
        return name

    return [os.path.getsize(make()) for _ in range(2)]


# g: dict of paths removed in loop
@app.get("/14")
def f14():
    made = {}
    try:
        for key in ("a", "b"):
            made[key] = tempfile.mkdtemp()
        return {k: os.listdir(v) for k, v in made.items()}
    finally:
        for folder in made.values():
            shutil.rmtree(folder)


# b: zip made next to the folder
@app.get("/15")
def f15():
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "a.txt").write_text("a")
        archive = shutil.make_archive(os.path.join(tempfile.gettempdir(), "bundle"), "zip", folder)  # <- AR301
    return FileResponse(archive)


# g: zip made in the folder, bytes returned
@app.get("/16")
def f16():
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "a.txt").write_text("a")
        archive = shutil.make_archive(os.path.join(folder, "bundle"), "zip", folder)
        return StreamingResponse(io.BytesIO(Path(archive).read_bytes()))


# b: chdir into mkdtemp
@app.get("/17")
def f17():
    here = os.getcwd()
    folder = tempfile.mkdtemp()  # <- AR301
    os.chdir(folder)
    try:
        subprocess.run(["git", "init"], check=True)
    finally:
        os.chdir(here)
    return "ok"


# g: rmtree by Path
@app.get("/18")
def f18():
    folder = Path(tempfile.mkdtemp())
    try:
        sub = folder / "sub"
        sub.mkdir()
        (sub / "x").touch()
        return len(list(folder.rglob("*")))
    finally:
        shutil.rmtree(folder.resolve())


# b: only the file inside is removed
@app.get("/19")
def f19():
    folder = tempfile.mkdtemp()  # <- AR301
    path = os.path.join(folder, "x")
    try:
        with open(path, "w") as f:
            f.write("x")
        return os.path.getsize(path)
    finally:
        os.remove(path)


# g: file and folder removed
@app.get("/20")
def f20():
    folder = tempfile.mkdtemp()
    path = os.path.join(folder, "x")
    try:
        with open(path, "w") as f:
            f.write("x")
        return os.path.getsize(path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.remove(path)
        os.rmdir(folder)


# b: generator, close not guarded
def rows(path):
    with open(path) as source:
        for line in source:
            yield line
    os.unlink(path)


@app.get("/21")
def f21():
    fd, path = tempfile.mkstemp()  # <- AR301
    os.close(fd)
    return StreamingResponse(rows(path))


# b: context manager object never entered
class Area:
    def __init__(self):
        self.path = tempfile.mkdtemp()  # <- AR301

    def __enter__(self):
        return self.path

    def __exit__(self, *details):
        shutil.rmtree(self.path)


@app.get("/22")
def f22():
    area = Area()
    return os.listdir(area.path)


# g: entered by a stack
class Area2(Area):
    pass


@app.get("/23")
def f23():
    with contextlib.ExitStack() as stack:
        path = stack.enter_context(Place())
        return os.listdir(path)


class Place:
    def __init__(self):
        self.path = tempfile.mkdtemp()

    def __enter__(self):
        return self.path

    def __exit__(self, *details):
        shutil.rmtree(self.path)


# g: dependency class with yield
async def upload_path(file: UploadFile = File(...)):
    path = TMP_ROOT / f"{uuid.uuid4()}-{file.filename}"
    try:
        with path.open("wb") as out:
            shutil.copyfileobj(file.file, out)
        yield path
    finally:
        path.unlink(missing_ok=True)


@app.post("/24")
def f24(path: Path = Depends(upload_path)):
    return path.stat().st_size


# b: except Exception with HTTPException re-raised, else no removal on success
@app.post("/25")
def f25(file: UploadFile):
    path = TMP_ROOT / file.filename
    try:
        path.write_bytes(file.file.read())  # <- AR301
        return json.loads(path.read_text())
    except json.JSONDecodeError:
        path.unlink()
        raise HTTPException(400)


# g: try/except/else with both
@app.post("/26")
def f26(file: UploadFile):
    path = TMP_ROOT / file.filename
    try:
        path.write_bytes(file.file.read())
        value = json.loads(path.read_text())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    else:
        path.unlink()
    return value


# b: NamedTemporaryFile delete=False closed by with, name used after, never unlinked
@app.post("/27")
def f27(image: UploadFile):
    with tempfile.NamedTemporaryFile(suffix=".jpg", delete=False) as tmp:  # <- AR301
        tmp.write(image.file.read())
    size = Image.open(tmp.name).size
    return {"size": size}


# g
@app.post("/28")
def f28(image: UploadFile):
    with tempfile.NamedTemporaryFile(suffix=".jpg") as tmp:
        tmp.write(image.file.read())
        tmp.flush()
        return {"size": Image.open(tmp.name).size}


# g: moved away
@app.post("/29")
def f29(file: UploadFile):
    fd, path = tempfile.mkstemp()
    try:
        with os.fdopen(fd, "wb") as out:
            shutil.copyfileobj(file.file, out)
        shutil.move(path, f"/srv/files/{uuid.uuid4()}")  # <- AR302
    except BaseException:
        os.unlink(path)
        raise
    return "ok"


# b: delete flag is a variable
@app.post("/30")
def f30(debug: bool = False):
    folder = tempfile.mkdtemp()  # <- AR301
    try:
        return os.listdir(folder)
    finally:
        if not debug:
            shutil.rmtree(folder)


# g: async generator
@app.post("/31")
async def f31(request: Request):
    async def chunks():
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "x")
            with open(path, "wb") as out:
                async for chunk in request.stream():
                    out.write(chunk)
            with open(path, "rb") as source:
                while block := source.read(1024):
                    yield block

    return StreamingResponse(chunks())


# b: sub-folder in /tmp by date
@app.post("/32")
def f32(day: str, file: UploadFile):
    target = Path("/tmp/exports") / day
    target.mkdir(parents=True, exist_ok=True)  # <- AR301
    with gzip.open(target / "data.gz", "wb") as out:
        shutil.copyfileobj(file.file, out)
    return "ok"


# g: removed by helper of the same class
class Converter:
    def __init__(self, source):
        self.source = source
        self.folder = None

    def run(self):
        self.folder = tempfile.mkdtemp()
        try:
            subprocess.run(["convert", self.source, self.folder + "/x.png"], check=True)
            with open(self.folder + "/x.png", "rb") as f:
                return f.read()
        finally:
            self._clean()

    def _clean(self):
        if self.folder and os.path.isdir(self.folder):
            shutil.rmtree(self.folder)
            self.folder = None


@app.post("/33")
def f33(source: str):
    return Converter(source).run()


# g: partial and atexit at import
@dataclass
class Settings:
    scratch: str = tempfile.mkdtemp()


settings = Settings()


@app.get("/34")
def f34():
    return os.listdir(settings.scratch)


# b: csv via DictWriter in gettempdir
@app.get("/35")
def f35():
    name = os.path.join(tempfile.gettempdir(), "users_%s.csv" % uuid.uuid4().hex)
    with open(name, "w", newline="") as f:  # <- AR301
        writer = csv.DictWriter(f, ["a"])
        writer.writeheader()
    return FileResponse(name, filename="users.csv")


# g: same with background
@app.get("/36")
def f36(tasks: BackgroundTasks):
    name = os.path.join(tempfile.gettempdir(), "users_%s.csv" % uuid.uuid4().hex)
    tasks.add_task(lambda: os.remove(name))
    with open(name, "w", newline="") as f:
        csv.DictWriter(f, ["a"]).writeheader()
    return FileResponse(name, filename="users.csv")


# b: os.open
@app.get("/37")
def f37():
    fd = os.open(f"/tmp/{uuid.uuid4()}", os.O_CREAT | os.O_WRONLY)  # <- AR301
    os.write(fd, b"x")
    os.close(fd)
    return "ok"


# b: download to tmp by urlretrieve
@app.get("/38")
def f38(url: str):
    import urllib.request

    path, _ = urllib.request.urlretrieve(url, "/tmp/download.bin")  # <- AR301
    return os.path.getsize(path)


# b: zipfile.ZipFile to tmp
@app.get("/39")
def f39():
    path = Path(tempfile.gettempdir(), f"{uuid.uuid4()}.zip")
    with zipfile.ZipFile(path, "w") as z:  # <- AR301
        z.writestr("a", "b")
    return StreamingResponse(path.open("rb"))


# g: opened then unlinked while open
@app.get("/40")
def f40():
    fd, path = tempfile.mkstemp()
    os.unlink(path)
    with os.fdopen(fd, "w+b") as f:
        f.write(requests.get("https://example.com", timeout=5).content)
        f.seek(0)
        return len(f.read())
