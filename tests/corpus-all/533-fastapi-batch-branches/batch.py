import os
import pathlib
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
        fd, path = tempfile.mkstemp(suffix=".docx")
        os.close(fd)
        data = await upload.read()
        if not data:
            continue
        pathlib.Path(path).write_bytes(data)
        results.append(len(data))
        os.unlink(path)
    return results


@app.post("/by-kind")
async def by_kind(request: Request):
    body = await request.body()
    match request.headers.get("content-type"):
        case "application/zip":
            work = tempfile.mkdtemp()
            archive = os.path.join(work, "in.zip")
            with open(archive, "wb") as out:
                out.write(body)
            try:
                with zipfile.ZipFile(archive) as z:
                    return {"files": z.namelist()}
            except zipfile.BadZipFile as error:
                raise HTTPException(400, "broken zip") from error
        case "application/msword" | "application/rtf":
            with tempfile.TemporaryDirectory() as work:
                source = os.path.join(work, "in.doc")
                with open(source, "wb") as out:
                    out.write(body)
                convert(source, work)
                return {"files": os.listdir(work)}
        case kind:
            raise HTTPException(415, f"cannot read {kind}")


@app.post("/retry")
def retry(file: UploadFile):
    for attempt in range(3):
        scratch = tempfile.mkdtemp(prefix=f"try{attempt}-")
        try:
            convert(file.filename, scratch)
            break
        except subprocess.TimeoutExpired:
            os.rmdir(scratch)
    else:
        raise HTTPException(504)
    return {"made": len(os.listdir(scratch))}


@app.post("/flag")
def flag(file: UploadFile, keep: bool = False):
    tmp = tempfile.NamedTemporaryFile(delete=False)
    try:
        tmp.write(file.file.read())
        tmp.close()
        return {"size": os.stat(tmp.name).st_size}
    finally:
        if not keep:
            os.unlink(tmp.name)
