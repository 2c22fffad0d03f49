import os

import pymongo

MONGO_HOST = "localhost"
MONGO_PORT = 27017
client = pymongo.MongoClient(os.environ.get("MONGO_HOST", MONGO_HOST), MONGO_PORT)
db = client.hub
