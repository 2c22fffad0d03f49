from sanic import Sanic

app = Sanic("feeds")


async def feed(request, ws):
    await ws.send("hello")


app.add_websocket_route(feed, "/feed")  # <- AR106


@app.websocket("/other")  # <- AR106
async def other(request, ws):
    await ws.send("hello")
