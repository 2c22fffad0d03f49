import os

import socketio
import uvicorn
from starlette.applications import Starlette
from starlette.endpoints import WebSocketEndpoint
from starlette.routing import Mount, Route, WebSocketRoute

from pages import home

mgr = socketio.AsyncRedisManager(os.environ["REDIS_URL"])
sio = socketio.AsyncServer(async_mode="asgi", client_manager=mgr, cors_allowed_origins="*")


@sio.event
async def connect(sid, environ):
    await sio.emit("hello", {"sid": sid})


class Echo(WebSocketEndpoint):
    encoding = "text"

    async def on_receive(self, websocket, data):
        await websocket.send_text(data)


app = Starlette(
    routes=[
        Route("/", home),
        WebSocketRoute("/echo", Echo),
        Mount("/socket.io", socketio.ASGIApp(sio)),
    ]
)

PORT = 5000
HOST = "0.0.0.0"

if __name__ == "__main__":
    uvicorn.run("server:app", host=HOST, port=int(os.environ.get("SOCKET_PORT", PORT)), workers=1)
