import argparse
import logging
import os
import ssl

from aiohttp import web
from prometheus_client import Counter, start_http_server

from storage import connect

log = logging.getLogger("orders")
ORDERS = Counter("orders_total", "Orders seen")


async def create_order(request):
    body = await request.json()
    ORDERS.inc()
    await request.app["pool"].execute("insert into orders (sku) values ($1)", body["sku"])
    return web.json_response({"ok": True}, status=201)


async def feed(request):
    ws = web.WebSocketResponse(heartbeat=30)
    await ws.prepare(request)
    async for message in ws:
        await ws.send_str(message.data)
    return ws


def tls(folder):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(os.path.join(folder, "tls.crt"), os.path.join(folder, "tls.key"))
    return context


def make_app():
    app = web.Application()
    app.router.add_post("/orders", create_order)
    app.router.add_get("/feed", feed)
    app.on_startup.append(connect)
    return app


def main(argv=None):
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=8443)
    parser.add_argument("--metrics-port", type=int, default=9090)
    parser.add_argument("--certs", default="/etc/orders/tls")
    args = parser.parse_args(argv)
    start_http_server(args.metrics_port)
    log.info("listening on %s", args.port)
    web.run_app(make_app(), port=args.port, ssl_context=tls(args.certs))


if __name__ == "__main__":
    main()
