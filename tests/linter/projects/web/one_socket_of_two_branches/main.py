import os

import socketio

if os.environ.get("REDIS_URL"):
    sio = socketio.AsyncServer(client_manager=socketio.AsyncRedisManager(os.environ["REDIS_URL"]))  # <- AR106
else:
    sio = socketio.AsyncServer()
app = socketio.ASGIApp(sio)
