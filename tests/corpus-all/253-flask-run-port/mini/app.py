import os

from flask import Flask, jsonify
from flask_pymongo import PyMongo

app = Flask(__name__)
app.config["MONGO_URI"] = os.environ["MONGO_URI"]
app.config["SERVER_NAME"] = os.environ.get("SERVER_NAME")
mongo = PyMongo(app)


@app.route("/")
def index():
    return jsonify([str(d["_id"]) for d in mongo.db.notes.find()])


if __name__ == "__main__":
    app.run(debug=True)
