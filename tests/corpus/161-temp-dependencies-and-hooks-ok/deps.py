import shutil
import tempfile

from fastapi import Depends, FastAPI

app = FastAPI()


def workdir():
    folder = tempfile.mkdtemp()
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@app.post("/build")
def build(folder: str = Depends(workdir)):
    if not folder:
        raise ValueError("no folder")
    return {"folder": folder}
