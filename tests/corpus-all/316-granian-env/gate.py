import json
import os
import urllib.request

STATUS = os.environ["STATUS_URL"]


async def app(scope, receive, send):
    if scope["type"] != "http":
        return
    with urllib.request.urlopen(STATUS, timeout=2) as answer:
        body = json.dumps({"upstream": answer.status}).encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": body})
