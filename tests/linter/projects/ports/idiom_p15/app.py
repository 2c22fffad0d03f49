import asyncio
async def main():
    await asyncio.start_server(cb, "0.0.0.0", 8888)  # <- AR101
