import os

from flask import Flask, jsonify
from pymongo import MongoClient

app = Flask(__name__)
db = MongoClient(os.environ["MONGODB_URI"]).get_default_database()


@app.get("/things")
def things():
    return jsonify([t["name"] for t in db.things.find({}, {"_id": 0})])
