import os

import psycopg


def fetch_rows():
    with psycopg.connect(os.environ["DATABASE_URL"]) as conn:
        return conn.execute("select id::text, name from people").fetchall()
