import os
import sqlite3
import tempfile

import duckdb
import peewee
from flask import Flask
from sqlalchemy import create_engine
from sqlalchemy.engine import URL

app = Flask(__name__)
a = create_engine(os.environ["DATABASE_URL"])
b = create_engine(os.getenv("DATABASE_URL"))
c = peewee.PostgresqlDatabase(os.environ["PGDATABASE"])
d = sqlite3.connect("file:geo.db?mode=ro", uri=True)
e = sqlite3.connect("file:geo.db?immutable=1", uri=True)
f = duckdb.connect("ro.duckdb", read_only=True)
h = create_engine(URL.create("postgresql", host=os.environ["H"]))


@app.get("/")
def index():
    con = duckdb.connect()
    con.execute("select 1")
    with sqlite3.connect(":memory:") as m:
        m.execute("select 1")
    return ""


@app.get("/export")
def export():
    with tempfile.NamedTemporaryFile(suffix=".db") as tmp:
        con = sqlite3.connect(tmp.name)
        con.close()
        return tmp.read()
