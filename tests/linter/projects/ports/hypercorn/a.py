import asyncio, os
from hypercorn.config import Config
from hypercorn.asyncio import serve
from app import app
config=Config()
config.bind=[f"0.0.0.0:{os.environ.get('PORT',8080)}"]
asyncio.run(serve(app, config))
