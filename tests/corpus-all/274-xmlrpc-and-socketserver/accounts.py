import os

import psycopg2

DSN = os.environ.get("DATABASE_URL", "host=localhost dbname=accounts user=accounts")


def balance(account):
    connection = psycopg2.connect(DSN)
    try:
        with connection.cursor() as cursor:
            cursor.execute("select balance from accounts where id = %s", (account,))
            row = cursor.fetchone()
            return row[0] if row else None
    finally:
        connection.close()
