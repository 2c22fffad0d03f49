import json
import os

from itsdangerous import URLSafeTimedSerializer

SIGNER = URLSafeTimedSerializer(os.environ["SECRET_KEY"])


async def read_body(receive):
    parts = []
    while True:
        event = await receive()
        parts.append(event.get("body", b""))
        if not event.get("more_body"):
            return b"".join(parts)


async def reply(send, status, payload, sessions={}):
    headers = [(b"content-type", b"application/json")]
    headers.extend(sessions.items())
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(payload).encode()})


async def login(receive, send):
    user = json.loads(await read_body(receive))["user"]
    await reply(send, 200, {"token": SIGNER.dumps(user)})


async def app(scope, receive, send):
    assert scope["type"] == "http"
    scope["user"] = None
    if scope["path"] == "/login":
        await login(receive, send)
    else:
        await reply(send, 404, {"error": "not found"})
