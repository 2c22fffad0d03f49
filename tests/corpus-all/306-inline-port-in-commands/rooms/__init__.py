import os

import pymysql
from flask import Flask, g, jsonify


def connect():
    return pymysql.connect(
        host=os.environ.get("MYSQL_HOST", default="127.0.0.1"),
        user=os.environ["MYSQL_USER"],
        password=os.environ["MYSQL_PASSWORD"],
        database="rooms",
    )


def create_app():
    app = Flask(__name__)

    @app.before_request
    def open_db():
        g.db = connect()

    @app.teardown_request
    def close_db(_):
        db = g.pop("db", None)
        if db is not None:
            db.close()

    @app.get("/rooms")
    def rooms():
        with g.db.cursor() as c:
            c.execute("select name from rooms")
            return jsonify([r[0] for r in c.fetchall()])

    return app
