import asyncio
import os

import grpc
from aiohttp import web

from rates import rates_pb2_grpc
from rates.servicer import Rates


async def grpc_server():
    server = grpc.aio.server()
    rates_pb2_grpc.add_RatesServicer_to_server(Rates(), server)
    server.add_insecure_port("0.0.0.0:50052")
    await server.start()
    return server


async def health(request):
    return web.Response(text="ok")


async def main():
    app = web.Application()
    app.router.add_get("/", health)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, port=int(os.environ.get("PORT", 8080))).start()
    server = await grpc_server()
    await server.wait_for_termination()


if __name__ == "__main__":
    asyncio.run(main())
