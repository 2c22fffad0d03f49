import asyncio
async def main():
    loop=asyncio.get_running_loop()
    await loop.create_server(P, '0.0.0.0', 8888)  # <- AR101
    s=await asyncio.start_server(h, host='0.0.0.0', port=8889)  # beside the other: AR107
    async with s: pass
class X:
    async def go(self):
        await asyncio.start_server(self.h, '0.0.0.0', self.port)  # <- AR101
    def __init__(self, port):
        self.port=port
X(7000).go()
