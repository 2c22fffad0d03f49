import json

import psycopg
from flask import current_app, g


def connection():
    if "connection" not in g:
        g.connection = psycopg.connect(current_app.config["DATABASE_URL"])
    return g.connection


def put(slug, recipe):
    with connection() as con:
        con.execute("insert into recipes values (%s, %s) on conflict do nothing", (slug, json.dumps(recipe)))


def all():
    return dict(connection().execute("select slug, body from recipes").fetchall())
