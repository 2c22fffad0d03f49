import hashlib
import shutil
from pathlib import Path

from starlette.applications import Starlette
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

ROOT = Path("uploads")
PARTS = ROOT / "parts"


async def append(request):
    target = PARTS / request.path_params["id"]
    PARTS.mkdir(parents=True, exist_ok=True)
    with target.open("ab") as out:
        async for chunk in request.stream():
            out.write(chunk)
        offset = out.tell()
    return Response(status_code=204, headers={"Upload-Offset": str(offset)})


async def digest(request):
    target = PARTS / request.path_params["id"]
    with target.open("rb") as f:
        return JSONResponse({"sha256": hashlib.sha256(f.read()).hexdigest()})


async def status(request):
    target = PARTS / request.path_params["id"]
    if not target.exists():
        return Response(status_code=404)
    with target.open("rb") as f:
        return JSONResponse({"head": f.read(16).hex()})


async def listing(request):
    return JSONResponse([p.read_bytes()[:16].hex() for p in PARTS.iterdir()])


app = Starlette(
    routes=[
        Route("/files/{id}", append, methods=["PATCH"]),
        Route("/files/{id}/digest", digest),
        Route("/files/{id}/status", status),
        Route("/files", listing),
    ]
)
