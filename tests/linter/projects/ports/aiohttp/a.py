from aiohttp import web
import os
async def start():
    app=web.Application()
    runner=web.AppRunner(app)
    await runner.setup()
    site=web.TCPSite(runner,'0.0.0.0',9000)  # <- AR101
    await site.start()
async def start_on_the_platforms_port(runner):
    s2=web.TCPSite(runner,'0.0.0.0',int(os.environ['PORT']))
