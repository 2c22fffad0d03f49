import os

from aiohttp import ClientSession, web

UPSTREAM = os.environ["UPSTREAM"]


async def ping(request):
    return web.Response(text="pong")


async def proxy(request):
    async with ClientSession() as session:
        async with session.get(f"{UPSTREAM}/{request.match_info['tail']}") as answer:
            return web.Response(body=await answer.read(), status=answer.status)


def main():
    app = web.Application()
    app.add_routes([web.get("/ping", ping), web.get("/{tail:.*}", proxy)])
    # aiohttp listens on every interface when no host is given
    web.run_app(app, port=int(os.environ.get("PORT", 8080)), print=None)


if __name__ == "__main__":
    main()
