import os

import redis
import websocket
from flask import Blueprint, jsonify, request, session

main = Blueprint("main", __name__)
store = redis.Redis(
    host=os.environ["REDIS_HOST"],
    port=int(os.environ.get("REDIS_PORT", 6379)),
    password=os.getenv("REDIS_PASSWORD"),
)


@main.post("/messages")
def text():
    store.rpush(f"room:{session.get('room')}", request.json["msg"])
    return "", 204


@main.get("/messages")
def messages():
    return jsonify([m.decode() for m in store.lrange(f"room:{session.get('room')}", -50, -1)])


@main.post("/bridge")
def bridge():
    ws = websocket.create_connection(os.environ["BRIDGE_URL"], timeout=5)
    try:
        ws.send(request.data)
        return ws.recv()
    finally:
        ws.close()
