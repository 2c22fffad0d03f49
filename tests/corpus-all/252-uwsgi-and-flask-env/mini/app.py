import os

from flask import Flask, jsonify
from flask_mail import Mail
from flask_pymongo import PyMongo

app = Flask(__name__)
app.config["MONGO_URI"] = "mongodb://localhost:27017/mini"
app.config.update(
    MAIL_SERVER=os.environ.get("MAIL_SERVER", "localhost"),
    MAIL_PORT=int(os.environ.get("MAIL_PORT", 25)),
)
mongo = PyMongo(app)
mail = Mail(app)


@app.route("/")
def index():
    return jsonify([str(d["_id"]) for d in mongo.db.notes.find()])


if __name__ == "__main__":
    app.run(debug=True)
