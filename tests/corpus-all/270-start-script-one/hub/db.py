import os

import pymongo

client = pymongo.MongoClient(os.environ["MONGO_HOST"], int(os.environ.get("MONGO_PORT", 27017)))
db = client.hub
