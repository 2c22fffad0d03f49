import asyncio, uvicorn
from fastapi import FastAPI
app=FastAPI()
async def main():
    config = uvicorn.Config(app, host='0.0.0.0', port=8000)  # <- AR101
    server = uvicorn.Server(config)
    await server.serve()
asyncio.run(main())
