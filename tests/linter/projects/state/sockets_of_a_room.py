from collections import defaultdict

from fastapi import FastAPI, WebSocket

app = FastAPI()
rooms = defaultdict(set)  # <- AR201


@app.websocket("/ws/{room}")
async def talk(socket: WebSocket, room: str):
    await socket.accept()
    rooms[room].add(socket)
    try:
        while True:
            text = await socket.receive_text()
            for peer in rooms[room]:
                await peer.send_text(text)
    finally:
        rooms[room].discard(socket)
