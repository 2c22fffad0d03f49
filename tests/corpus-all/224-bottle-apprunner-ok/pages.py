import os

from pymongo import MongoClient

client = MongoClient(os.environ.get("MONGO_URL", "mongodb://localhost:27017/wiki"))
pages = client.get_default_database()["pages"]


def load(name):
    return pages.find_one({"_id": name})


def save(name, html):
    pages.replace_one({"_id": name}, {"_id": name, "html": html}, upsert=True)
