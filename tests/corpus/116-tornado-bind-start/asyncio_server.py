import asyncio


async def handle(reader, writer):
    await reader.readline()
    writer.write(b"HTTP/1.0 204 No Content\r\n\r\n")
    writer.close()


async def main():
    server = await asyncio.start_server(handle, "0.0.0.0", 8888)
    async with server:
        await server.serve_forever()


asyncio.run(main())
