import argparse
import os
import ssl

import aiohttp
from aiohttp import web
from prometheus_client import Counter, generate_latest

from storage import connect

ORDERS = Counter("orders_total", "Orders seen")


async def create_order(request):
    body = await request.json()
    ORDERS.inc()
    await request.app["pool"].execute("insert into orders (sku) values ($1)", body["sku"])
    return web.json_response({"ok": True}, status=201)


async def metrics(request):
    return web.Response(body=generate_latest(), content_type="text/plain")


async def rates(request):
    # the supplier wants a client certificate: TLS of a client, not ours
    context = ssl.create_default_context()
    context.load_cert_chain(os.environ["SUPPLIER_CERT"])
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect("wss://rates.example.org/feed", ssl=context) as ws:
            return web.json_response(await ws.receive_json())


def make_app():
    app = web.Application()
    app.router.add_post("/orders", create_order)
    app.router.add_get("/metrics", metrics)
    app.router.add_get("/rates", rates)
    app.on_startup.append(connect)
    return app


def main(argv=None):
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=int(os.getenv("PORT", "8080")))
    args = parser.parse_args(argv)
    web.run_app(make_app(), port=args.port)


if __name__ == "__main__":
    main()
