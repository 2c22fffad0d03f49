import os

from motor.motor_asyncio import AsyncIOMotorClient


def connect():
    client = AsyncIOMotorClient(os.environ["MONGODB_URI"], serverSelectionTimeoutMS=5000)
    return client["inventory"]
