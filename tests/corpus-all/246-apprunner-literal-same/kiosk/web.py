import os

import boto3
import psycopg2
from flask import Flask, g, jsonify

app = Flask(__name__)
sns = boto3.client("sns")


def db():
    if "db" not in g:
        g.db = psycopg2.connect(
            host=os.environ.get("DB_HOST", "localhost"),
            dbname=os.environ.get("DB_NAME", "kiosk"),
            user=os.environ["DB_USER"],
        )
    return g.db


@app.teardown_appcontext
def close(_):
    connection = g.pop("db", None)
    if connection is not None:
        connection.close()


@app.post("/orders")
def order():
    with db().cursor() as c:
        c.execute("insert into orders default values returning id")
        (number,) = c.fetchone()
    db().commit()
    sns.publish(TopicArn=os.environ["TOPIC"], Message=str(number))
    return jsonify(number=number)
