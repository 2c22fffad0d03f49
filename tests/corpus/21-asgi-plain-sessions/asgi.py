import json
import secrets

SESSIONS = {}
revoked = set()


async def read_body(receive):
    body = b""
    while True:
        event = await receive()
        body += event.get("body", b"")
        if not event.get("more_body"):
            return body


async def reply(send, status, payload):
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": json.dumps(payload).encode()})


async def login(receive, send):
    user = json.loads(await read_body(receive))["user"]
    token = secrets.token_hex(16)
    SESSIONS[token] = user
    await reply(send, 200, {"token": token})


async def logout(receive, send):
    revoked.add(json.loads(await read_body(receive))["token"])
    await reply(send, 204, None)


async def app(scope, receive, send):
    assert scope["type"] == "http"
    if scope["path"] == "/login":
        await login(receive, send)
    elif scope["path"] == "/logout":
        await logout(receive, send)
    else:
        await reply(send, 404, {"error": "not found"})
