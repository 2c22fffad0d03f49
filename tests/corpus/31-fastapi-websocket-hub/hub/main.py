import asyncio
import queue

from fastapi import FastAPI, WebSocket, WebSocketDisconnect

app = FastAPI()
peers: set[WebSocket] = set()
outbox: "queue.Queue[str]" = queue.Queue()
sequence = 0


async def broadcast(text: str) -> None:
    global sequence
    sequence += 1
    await asyncio.gather(*(p.send_text(f"{sequence} {text}") for p in peers))


@app.websocket("/ws")
async def ws(sock: WebSocket):
    await sock.accept()
    peers.add(sock)
    try:
        while True:
            await broadcast(await sock.receive_text())
    except WebSocketDisconnect:
        peers.discard(sock)


@app.post("/announce")
def announce(text: str):
    outbox.put(text)
    return {"queued": outbox.qsize()}
