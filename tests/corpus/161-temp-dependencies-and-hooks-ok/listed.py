import asyncio
import functools
import os
import shutil
import subprocess
import tempfile

import aiofiles.os
from flask import Flask, request, send_file

app = Flask(__name__)


@app.post("/merge")
def merge():
    paths = []
    try:
        for f in request.files.getlist("part"):
            fd, path = tempfile.mkstemp()
            paths.append(path)
            os.close(fd)
            f.save(path)
        return str(sum(os.path.getsize(p) for p in paths))
    finally:
        for p in paths:
            os.unlink(p)


@app.get("/archive")
def archive():
    folder = tempfile.mkdtemp()
    try:
        made = shutil.make_archive(os.path.join(folder, "all"), "zip", "/app/public")
        response = send_file(made)
        response.call_on_close(functools.partial(shutil.rmtree, folder))
    except BaseException:
        shutil.rmtree(folder)
        raise
    return response


async def convert(request):
    fd, path = tempfile.mkstemp()
    os.close(fd)
    try:
        await asyncio.to_thread(subprocess.run, ["convert", "in.png", path], check=True)
    finally:
        await asyncio.to_thread(os.unlink, path)


async def resize(request):
    fd, path = tempfile.mkstemp()
    os.close(fd)
    try:
        await asyncio.to_thread(subprocess.run, ["convert", "in.png", path], check=True)
    finally:
        await aiofiles.os.remove(path)


def maybe(request, big=False):
    tmp = tempfile.NamedTemporaryFile(delete=False) if big else None
    try:
        if tmp:
            tmp.write(request.data)
            tmp.close()
        return subprocess.run(["wc", tmp.name if tmp else "/dev/null"], capture_output=True).stdout
    finally:
        if tmp:
            tmp.close()
            os.unlink(tmp.name)


def publish(request, target):
    with tempfile.TemporaryDirectory() as folder, open(os.path.join(folder, "x"), "wb") as f:
        f.write(request.data)
        f.flush()
        shutil.copyfile(f.name, target)
