import asyncio

import uvicorn

from asgi import app

if __name__ == "__main__":
    asyncio.run(uvicorn.Server(uvicorn.Config(app, host="0.0.0.0", port=8002)).serve())
