import os

import psycopg2.pool

pool = psycopg2.pool.SimpleConnectionPool(
    1,
    5,
    host=os.environ.get("PGHOST", "localhost"),
    dbname=os.environ.get("PGDATABASE", "people"),
    user=os.environ.get("PGUSER", "people"),
)


def people():
    connection = pool.getconn()
    try:
        with connection.cursor() as c:
            c.execute("select name from people")
            return [n for (n,) in c.fetchall()]
    finally:
        pool.putconn(connection)
