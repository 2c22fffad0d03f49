import asyncio
import logging
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import FileResponse, PlainTextResponse, Response

log = logging.getLogger("render")
app = FastAPI()


async def run(*command, cwd):
    process = await asyncio.create_subprocess_exec(*command, cwd=cwd, stdout=asyncio.subprocess.PIPE)
    out, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError(out.decode())
    return out


@app.post("/latex")
async def latex(request: Request):
    folder = Path(tempfile.mkdtemp())
    source = folder / "main.tex"
    source.write_bytes(await request.body())
    try:
        await run("latexmk", "-pdf", "main.tex", cwd=folder)
    except RuntimeError as error:
        shutil.rmtree(folder)
        return PlainTextResponse(str(error), status_code=422)
    body = (folder / "main.pdf").read_bytes()
    shutil.rmtree(folder)
    return Response(body, media_type="application/pdf")


@app.post("/dot")
async def dot(request: Request):
    tmp = tempfile.NamedTemporaryFile(suffix=".dot", delete=False)
    try:
        tmp.write(await request.body())
        tmp.close()
        svg = await run("dot", "-Tsvg", tmp.name, cwd="/tmp")
        os.remove(tmp.name)
        return Response(svg, media_type="image/svg+xml")
    except RuntimeError:
        log.exception("dot failed")
        os.remove(tmp.name)
        raise HTTPException(422)


@app.post("/mermaid")
async def mermaid(request: Request):
    body = await request.body()
    fd, path = tempfile.mkstemp(".mmd")
    try:
        os.write(fd, body)
    finally:
        os.close(fd)
    try:
        svg = await run("mmdc", "-i", path, "-o", "-", cwd="/tmp")
    finally:
        Path(path).unlink(missing_ok=True)
    return Response(svg, media_type="image/svg+xml")


@app.post("/typst")
async def typst(request: Request):
    body = await request.body()
    folder = tempfile.mkdtemp()
    try:
        Path(folder, "main.typ").write_bytes(body)
        await run("typst", "compile", "main.typ", cwd=folder)
        return Response(Path(folder, "main.pdf").read_bytes(), media_type="application/pdf")
    except RuntimeError as error:
        raise HTTPException(422, str(error)) from error
    finally:
        log.info("removing %s", folder)
        shutil.rmtree(folder, ignore_errors=True)


@app.get("/banner")
def banner(text: str):
    path = "/tmp/banner-%d.txt" % os.getpid()
    with open(path, "w") as out:
        subprocess.run(["figlet", text], stdout=out, check=True)
    return FileResponse(path)
