import logging
import shutil
import tempfile
from pathlib import Path

from fastapi import FastAPI, UploadFile
from pypdf import PdfReader

from rag import index

logging.basicConfig(
    level=logging.INFO,
    format="%(asctime)s %(message)s",
    handlers=[logging.FileHandler("rag.log"), logging.StreamHandler()],
)
app = FastAPI()
LIBRARY = Path("library")


@app.post("/documents")
def add(file: UploadFile):
    target = LIBRARY / Path(file.filename).name
    with target.open("wb") as out:
        shutil.copyfileobj(file.file, out)
    text = "\n".join(page.extract_text() for page in PdfReader(target).pages)
    index.add(target.name, text)
    return {"characters": len(text)}


@app.get("/documents/{name}/text")
def text(name: str):
    return "\n".join(page.extract_text() for page in PdfReader(LIBRARY / name).pages)


@app.post("/peek")
def peek(file: UploadFile):
    with tempfile.NamedTemporaryFile(suffix=".pdf") as tmp:
        shutil.copyfileobj(file.file, tmp)
        tmp.flush()
        return {"pages": len(PdfReader(tmp.name).pages)}


@app.get("/ask")
def ask(q: str):
    return index.ask(q)
