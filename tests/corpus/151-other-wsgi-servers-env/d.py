import asyncio
import os

import uvicorn

from asgi import app

if __name__ == "__main__":
    config = uvicorn.Config(app, host="0.0.0.0", port=int(os.environ["PORT"]))
    asyncio.run(uvicorn.Server(config).serve())
