import os

import psycopg2


def posts():
    url = os.environ.get("DATABASE_URL") or "postgresql://board:board@localhost/board"
    connection = psycopg2.connect(url)
    try:
        with connection.cursor() as c:
            c.execute("select title from posts")
            return [t for (t,) in c.fetchall()]
    finally:
        connection.close()
