import dbm
import sqlite3


def hit(name):
    with dbm.open("counters", "c") as db:
        db[name] = str(int(db.get(name, b"0")) + 1)


def connect():
    con = sqlite3.connect(":memory:", check_same_thread=False)
    con.execute("create table hits (name text)")
    return con


shared = connect()
