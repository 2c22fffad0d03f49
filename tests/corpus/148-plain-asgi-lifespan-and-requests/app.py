READY = {"ok": False}
release = None


async def lifespan(receive, send):
    while (await receive())["type"] != "lifespan.shutdown":
        READY["ok"] = True
        await send({"type": "lifespan.startup.complete"})
    await send({"type": "lifespan.shutdown.complete"})


async def toggle(path, send):
    global release
    release = path
    READY["ok"] = not READY["ok"]
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


async def app(scope, receive, send):
    if scope["type"] == "lifespan":
        await lifespan(receive, send)
    elif scope["type"] == "http":
        await toggle(scope["path"], send)
