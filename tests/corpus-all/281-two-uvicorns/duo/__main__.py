import asyncio
import os

import uvicorn

from duo.apps import internal, public


async def main():
    a = uvicorn.Server(uvicorn.Config(public, host="0.0.0.0", port=int(os.environ["PORT"]), proxy_headers=False))
    b = uvicorn.Server(uvicorn.Config(internal, host="0.0.0.0", port=9000))
    await asyncio.gather(a.serve(), b.serve())


if __name__ == "__main__":
    asyncio.run(main())
