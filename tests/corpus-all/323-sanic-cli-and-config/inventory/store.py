import os

from beanie import init_beanie
from motor.motor_asyncio import AsyncIOMotorClient


async def init():
    host = os.environ.get("MONGO_HOST", "mongodb://127.0.0.1:27017")
    client = AsyncIOMotorClient(host)
    await init_beanie(database=client.inventory, document_models=[])
