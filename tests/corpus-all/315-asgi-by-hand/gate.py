import json
import urllib.request

STATUS = "http://127.0.0.1:9500/status"


async def http(scope, receive, send):
    with urllib.request.urlopen(STATUS, timeout=2) as answer:
        body = answer.read()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": body})


async def not_found(scope, receive, send):
    await send({"type": "http.response.start", "status": 404, "headers": []})
    await send({"type": "http.response.body", "body": json.dumps({}).encode()})


async def app(scope, receive, send):
    if scope["type"] == "http":
        await (http if scope["path"] == "/" else not_found)(scope, receive, send)
