from motor.motor_asyncio import AsyncIOMotorClient


def connect():
    client = AsyncIOMotorClient()
    return client["inventory"]
