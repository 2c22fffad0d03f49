READY = {"ok": False}
release = None


async def lifespan(receive, send):
    global release
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            READY["ok"] = True
            release = "1"
            await send({"type": "lifespan.startup.complete"})
        else:
            await send({"type": "lifespan.shutdown.complete"})
            return


async def app(scope, receive, send):
    if scope["type"] == "lifespan":
        await lifespan(receive, send)
        return
    await send({"type": "http.response.start", "status": 200 if READY["ok"] else 503, "headers": []})
    await send({"type": "http.response.body", "body": str(release).encode()})
