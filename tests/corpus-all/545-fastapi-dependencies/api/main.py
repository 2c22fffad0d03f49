import subprocess
from pathlib import Path
from typing import Annotated

from fastapi import Depends, FastAPI, UploadFile

from .deps import Keeper, sloppy_dir, spooled, work_dir

app = FastAPI()


@app.post("/lint")
def lint(file: UploadFile, folder: Annotated[Path, Depends(work_dir)]):
    target = folder / "code.py"
    target.write_bytes(file.file.read())
    done = subprocess.run(["ruff", "check", target], capture_output=True, text=True)
    return {"report": done.stdout}


@app.post("/format")
async def format(file: UploadFile, folder: str = Depends(sloppy_dir)):
    target = f"{folder}/code.py"
    with open(target, "wb") as out:
        out.write(await file.read())
    subprocess.run(["ruff", "format", target], check=True)
    return Path(target).read_text()


@app.post("/size")
async def size(path: str = Depends(spooled)):
    return {"size": Path(path).stat().st_size}
