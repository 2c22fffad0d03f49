from fastapi import FastAPI, WebSocket
app = FastAPI()
peers = set()  # <- AR201
@app.websocket("/ws")
async def ws(sock: WebSocket):
    peers.add(sock)
    for p in peers:
        await p.send_text("hi")
