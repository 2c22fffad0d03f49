import os
import shutil
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path

import boto3
from fastapi import FastAPI, UploadFile
from fastapi.responses import FileResponse, Response, StreamingResponse
from starlette.background import BackgroundTasks

app = FastAPI()
s3 = boto3.client("s3")


@app.post("/many")
def many(files: list[UploadFile]):
    total = 0
    for upload in files:
        if not upload.filename:
            continue
        fd, path = tempfile.mkstemp()
        os.close(fd)
        try:
            Path(path).write_bytes(upload.file.read())
            if not os.path.getsize(path):
                continue
            total += os.path.getsize(path)
        finally:
            os.unlink(path)
    return total


@app.get("/object/{key}")
def download(key: str):
    target = Path("/tmp") / key
    try:
        with open(target, "wb") as f:
            s3.download_fileobj("bucket", key, f)
        return Response(target.read_bytes())
    finally:
        target.unlink(missing_ok=True)


@app.get("/archive")
def archive():
    base = Path(tempfile.mkdtemp())
    try:
        made = shutil.make_archive(str(base / "all"), "zip", "/app/public")
        tasks = BackgroundTasks()
        tasks.add_task(shutil.rmtree, base)
        response = FileResponse(made, background=tasks)
    except BaseException:
        shutil.rmtree(base)
        raise
    return response


@app.get("/notes")
async def notes():
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        Path(folder, "notes.txt").write_text("some notes")
        return Response(Path(folder, "notes.txt").read_text())


@app.get("/lines")
def lines():
    def read():
        tmp = tempfile.NamedTemporaryFile("w+", delete=False)
        try:
            tmp.write("a\nb\n")
            tmp.seek(0)
            yield from tmp
        finally:
            tmp.close()
            os.unlink(tmp.name)

    return StreamingResponse(read())


def main():
    with open("/tmp/openapi.json", "w") as f:
        f.write(str(app.openapi()))


if __name__ == "__main__":
    main()
