import os
import shutil
import tempfile
from pathlib import Path

import boto3
from fastapi import FastAPI, UploadFile
from fastapi.responses import FileResponse, StreamingResponse

app = FastAPI()
s3 = boto3.client("s3")


@app.post("/many")
def many(files: list[UploadFile]):
    total = 0
    for upload in files:
        fd, path = tempfile.mkstemp()
        os.close(fd)
        if not upload.filename:
            continue
        try:
            Path(path).write_bytes(upload.file.read())
            total += os.path.getsize(path)
        finally:
            os.unlink(path)
    return total


@app.get("/object/{key}")
def download(key: str):
    with open(f"/tmp/{key}", "wb") as f:
        s3.download_fileobj("bucket", key, f)
    return FileResponse(f"/tmp/{key}")


@app.get("/archive")
def archive():
    base = Path(tempfile.mkdtemp())
    try:
        made = shutil.make_archive(str(base / "all"), "zip", "/app/public")
        response = FileResponse(made)
    except OSError:
        shutil.rmtree(base)
        raise
    return response


@app.get("/notes")
def notes():
    Path("/tmp/notes.txt").write_text("some notes")
    return FileResponse("/tmp/notes.txt")


@app.get("/lines")
def lines():
    tmp = tempfile.NamedTemporaryFile("w+", delete=False)
    tmp.write("a\nb\n")
    tmp.seek(0)

    def read():
        for line in tmp:
            yield line
        tmp.close()

    return StreamingResponse(read())
