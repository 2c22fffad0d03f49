import csv
import os
import sqlite3
import tempfile

HERE = os.path.dirname(__file__)
places = sqlite3.connect(f"file:{HERE}/places.db?mode=ro", uri=True, check_same_thread=False)


def find(name):
    row = places.execute("select lat, lon from places where name = ?", (name,)).fetchone()
    return {"at": row}


def sum_of(text):
    con = sqlite3.connect(":memory:")
    try:
        con.execute("create table t (k text, v real)")
        con.executemany("insert into t values (?, ?)", csv.reader(text.splitlines()))
        return con.execute("select k, sum(v) from t group by k").fetchall()
    finally:
        con.close()


def export(rows):
    with tempfile.TemporaryDirectory() as folder:
        con = sqlite3.connect(os.path.join(folder, "export.db"))
        con.execute("create table t (k text)")
        con.executemany("insert into t values (?)", rows)
        con.commit()
        con.close()
        with open(os.path.join(folder, "export.db"), "rb") as f:
            return f.read()
