import psycopg
from fastapi import FastAPI

app = FastAPI()


@app.get("/rows")
def rows():
    with psycopg.connect(host="127.0.0.1", dbname="rows", user="rows") as connection:
        return connection.execute("select count(*) from rows").fetchone()[0]
