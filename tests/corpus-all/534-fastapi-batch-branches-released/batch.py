import os
import pathlib
import shutil
import subprocess
import tempfile
import zipfile

from fastapi import FastAPI, HTTPException, Request, UploadFile

app = FastAPI()


def convert(source, target):
    subprocess.run(["soffice", "--convert-to", "pdf", source, "--outdir", target], check=True, timeout=60)


@app.post("/many")
async def many(files: list[UploadFile]):
    results = []
    for upload in files:
        data = await upload.read()
        if not data:
            continue
        fd, path = tempfile.mkstemp(suffix=".docx")
        try:
            os.close(fd)
            pathlib.Path(path).write_bytes(data)
            if data[:2] != b"PK":
                continue
            results.append(len(data))
        finally:
            os.unlink(path)
    return results


@app.post("/by-kind")
async def by_kind(request: Request):
    body = await request.body()
    work = None
    try:
        match request.headers.get("content-type"):
            case "application/zip":
                work = tempfile.mkdtemp()
                archive = os.path.join(work, "in.zip")
                with open(archive, "wb") as out:
                    out.write(body)
                with zipfile.ZipFile(archive) as z:
                    return {"files": z.namelist()}
            case kind:
                raise HTTPException(415, f"cannot read {kind}")
    finally:
        if work:
            shutil.rmtree(work)


@app.post("/retry")
def retry(file: UploadFile):
    for attempt in range(3):
        scratch = tempfile.mkdtemp(prefix=f"try{attempt}-")
        try:
            convert(file.filename, scratch)
            return {"made": len(os.listdir(scratch))}
        except subprocess.TimeoutExpired:
            pass
        finally:
            shutil.rmtree(scratch)
    raise HTTPException(504)


@app.post("/both")
def both(first: UploadFile, second: UploadFile):
    paths = []
    try:
        for upload in (first, second):
            with tempfile.NamedTemporaryFile(delete=False) as tmp:
                paths.append(tmp.name)
                shutil.copyfileobj(upload.file, tmp)
        done = subprocess.run(["diff", *paths], capture_output=True, text=True)
        return {"same": done.returncode == 0, "diff": done.stdout}
    finally:
        for path in paths:
            os.unlink(path)
