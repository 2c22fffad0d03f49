"""Starts the API as a child, so that we can wait for the database first."""
import subprocess
import sys
import time

import psycopg

from settings import CONFIG


def wait_for_database(tries=30):
    for _ in range(tries):
        try:
            psycopg.connect(CONFIG["dsn"], connect_timeout=2).close()
            return
        except psycopg.OperationalError:
            time.sleep(1)
    sys.exit("no database")


def main():
    wait_for_database()
    subprocess.run(["gunicorn", "-b", "0.0.0.0:8000", "api:app"], check=True)


if __name__ == "__main__":
    main()
