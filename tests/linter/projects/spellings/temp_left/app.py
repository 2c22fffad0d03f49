import asyncio
import contextlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import uuid
import zipfile
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile, gettempdir, mkdtemp, mkstemp

import pandas as pd
from fastapi import BackgroundTasks, FastAPI, File, UploadFile
from fastapi.responses import FileResponse, StreamingResponse
from fpdf import FPDF
from PIL import Image
from reportlab.pdfgen import canvas

app = FastAPI()
TMP = "/tmp"
WORK = Path("/tmp/work")
UPLOADS = os.path.join(gettempdir(), "uploads")
os.makedirs(UPLOADS, exist_ok=True)


@app.post("/1")
def f1(file: UploadFile):
    path = f"/tmp/{file.filename}"
    with open(path, "wb") as out:  # <- AR301
        shutil.copyfileobj(file.file, out)
    return FileResponse(path)


@app.post("/2")
def f2(file: UploadFile):
    path = "/tmp/{}.bin".format(uuid.uuid4())
    with open(path, "wb+") as out:  # <- AR301
        out.write(file.file.read())
    return {"path": path}


@app.post("/3")
def f3(file: UploadFile):
    path = "/tmp/%s" % file.filename
    open(path, "wb").write(file.file.read())  # <- AR301
    return len(path)


@app.post("/4")
def f4(file: UploadFile):
    path = Path(UPLOADS) / file.filename
    path.write_bytes(file.file.read())  # <- AR301
    return len(path.name)


@app.post("/5")
def f5(file: UploadFile):
    path = WORK / str(uuid.uuid4())
    with path.open("wb") as out:  # <- AR301
        out.write(file.file.read())
    return "ok"


@app.post("/6")
def f6():
    path = TMP + "/" + str(int(time.time())) + ".pdf"
    c = canvas.Canvas(path)  # <- AR301
    c.drawString(1, 1, "x")
    c.save()
    return FileResponse(path)


@app.post("/7")
def f7():
    pdf = FPDF()
    name = os.path.join(tempfile.gettempdir(), f"{datetime.now():%Y%m%d%H%M%S}.pdf")
    pdf.output(name)  # <- AR301
    return FileResponse(name)


@app.post("/8")
def f8():
    out = mkstemp(suffix=".xlsx")[1]  # <- AR301
    pd.DataFrame().to_excel(out)
    return FileResponse(out)


@app.post("/9")
def f9():
    _, out = mkstemp()  # <- AR301
    try:
        return Path(out).stat().st_size
    finally:
        os.remove(out)


@app.post("/10")
def f10(file: UploadFile):
    tmp = NamedTemporaryFile("wb", delete=False)  # <- AR301
    try:
        shutil.copyfileobj(file.file, tmp)
    except Exception:
        os.unlink(tmp.name)
        raise
    tmp.close()
    return FileResponse(tmp.name)


@app.post("/11")
async def f11(file: UploadFile):
    folder = mkdtemp()  # <- AR301
    try:
        await asyncio.to_thread(shutil.unpack_archive, file.filename, folder)
        return os.listdir(folder)
    except Exception:
        shutil.rmtree(folder)
        raise


@app.post("/12")
def f12(file: UploadFile):
    with zipfile.ZipFile(file.file) as z:
        z.extractall("/tmp/unzipped")  # <- AR301
    return os.listdir("/tmp/unzipped")


@app.post("/13")
def f13(file: UploadFile):
    with tarfile.open(fileobj=file.file) as t:
        for member in t:
            t.extract(member, path="/tmp/untarred")  # <- AR301
    return "ok"


@app.post("/14")
def f14(file: UploadFile):
    image = Image.open(file.file)
    image.save("/tmp/last.png", "PNG")  # <- AR301
    return FileResponse("/tmp/last.png")


@app.post("/15")
def f15():
    folder = tempfile.TemporaryDirectory(delete=False)  # <- AR301
    return os.listdir(folder.name)


@app.post("/16")
def f16():
    base = mkdtemp()  # <- AR301
    archive = shutil.make_archive(os.path.join(base, "all"), "zip", "static")
    return FileResponse(archive)


@app.post("/17")
def f17():
    archive = shutil.make_archive("/tmp/export", "zip", "static")  # <- AR301
    return FileResponse(archive)


@app.post("/18")
def f18(tasks: BackgroundTasks):
    path = mkstemp()[1]  # <- AR301
    tasks.add_task(print, path)
    return FileResponse(path)


@app.post("/19")
def f19(file: UploadFile):
    tmp_dir = Path(tempfile.mkdtemp())  # <- AR301
    (tmp_dir / "a").write_bytes(file.file.read())
    for child in tmp_dir.iterdir():
        child.unlink()
    return "ok"


@app.get("/20")
def f20():
    def rows(path):
        with open(path) as source:
            yield from source
        os.unlink(path)

    fd, path = mkstemp()  # <- AR301
    os.close(fd)
    return StreamingResponse(rows(path))


@app.get("/21")
def f21(q: str):
    tmp = tempfile.NamedTemporaryFile(suffix=".svg", delete=False)  # <- AR301
    tmp.write(b"x")
    tmp.close()
    if q:
        os.remove(tmp.name)
        return "removed"
    return "kept"


@app.get("/22")
def f22():
    os.environ["TMPDIR"]
    name = os.path.join(os.environ.get("TMPDIR", "/tmp"), "out.csv")
    pd.DataFrame().to_csv(name)  # <- AR301
    return FileResponse(name)


@app.get("/23")
def f23(file: UploadFile):
    sys.path
    tmp = mkdtemp()  # <- AR301
    subprocess.run(["convert", file.filename, f"{tmp}/out.png"], check=True)
    with open(f"{tmp}/out.png", "rb") as f:
        data = f.read()
    shutil.rmtree(tmp)
    return data


@app.get("/24")
def f24():
    try:
        fd, path = mkstemp()  # <- AR301
        os.write(fd, b"x")
        os.close(fd)
        size = subprocess.check_output(["wc", path])
        os.unlink(path)
        return size
    except subprocess.CalledProcessError as error:
        return str(error)


@app.get("/25")
def f25():
    with contextlib.suppress(OSError):
        path = mkdtemp()  # <- AR301
        subprocess.run(["ls", path])
        os.rmdir(path)
    return "x"


class Renderer:
    def __init__(self):
        self.dir = mkdtemp()  # <- AR301
        self.files = []

    def render(self, text):
        p = os.path.join(self.dir, "x")
        with open(p, "w") as f:
            f.write(text)
        self.files.append(p)
        return p


@app.get("/26")
def f26():
    return FileResponse(Renderer().render("x"))


class Job:
    def run(self, data):
        self.path = mkstemp()[1]  # <- AR301
        with open(self.path, "wb") as f:
            f.write(data)
        self.convert()
        self.cleanup()

    def convert(self):
        subprocess.run(["x", self.path], check=True)

    def cleanup(self):
        os.unlink(self.path)


@app.get("/27")
def f27():
    Job().run(b"x")
    return ""


@app.get("/28")
def f28():
    paths = [mkstemp()[1] for _ in range(3)]  # <- AR301
    return len(paths)


@app.get("/29")
def f29():
    paths = []
    for i in range(3):
        fd, p = mkstemp()  # <- AR301
        os.close(fd)
        paths.append(p)
    subprocess.run(["cat", *paths], check=True)
    for p in paths:
        os.remove(p)
    return len(paths)


@app.get("/30")
def f30():
    tmp = tempfile.mktemp(suffix=".wav")
    subprocess.run(["espeak", "-w", tmp, "x"], check=True)
    Path(tmp).write_text("x")  # <- AR301
    return FileResponse(tmp)


@app.get("/31")
def f31():
    path = tempfile.mkstemp(prefix="x")[1]  # <- AR301
    try:
        subprocess.run(["x", path], check=True)
    except subprocess.CalledProcessError:
        return "bad"
    else:
        os.remove(path)
        return "good"


@app.get("/32")
def f32():
    with open(os.path.join("/", "tmp", "x" + str(uuid.uuid4())), "w") as f:  # <- AR301
        f.write("x")
    return f.name


@app.get("/33")
def f33():
    p = Path(tempfile.gettempdir(), "reports", "today.txt")
    p.parent.mkdir(parents=True, exist_ok=True)
    p.write_text("x")  # <- AR301
    return p.read_text()


@app.get("/34")
def f34():
    with NamedTemporaryFile(mode="w", delete=False, dir="/tmp", suffix=".tex") as f:  # <- AR301
        f.write("x")
        name = f.name
    subprocess.run(["pdflatex", "-output-directory", "/tmp", name], check=True)
    os.remove(name)
    return FileResponse(name.replace(".tex", ".pdf"))
