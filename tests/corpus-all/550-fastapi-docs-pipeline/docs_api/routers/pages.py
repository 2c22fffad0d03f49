from fastapi import APIRouter, UploadFile
from pypdf import PdfReader, PdfWriter

from docs_api.services import storage

router = APIRouter()


@router.post("/count")
async def count(file: UploadFile):
    reader = PdfReader(file.file)
    return {"pages": len(reader.pages)}


@router.post("/rotate")
def rotate(file: UploadFile, degrees: int = 90):
    writer = PdfWriter()
    for page in PdfReader(file.file).pages:
        writer.add_page(page.rotate(degrees))
    with storage.output(".pdf") as out:
        writer.write(out)
        out.seek(0)
        return out.read()
