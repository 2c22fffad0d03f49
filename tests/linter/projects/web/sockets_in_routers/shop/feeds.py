from fastapi import APIRouter, WebSocket

PREFIX = "/feeds"
router = APIRouter(prefix=PREFIX)


@router.websocket("/{name}")  # <- AR106
async def feed(socket: WebSocket, name: str):
    await socket.accept()


@router.get("/{name}/socket")
async def page(name: str):
    return {"websocket": PREFIX + "/" + name}
