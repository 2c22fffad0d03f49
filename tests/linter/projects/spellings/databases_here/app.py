import dbm.gnu
import os
import pickle
import shelve
import sqlite3
from contextlib import closing
from pathlib import Path

import aiosqlite
import apsw
import chromadb
import dataset
import duckdb
import edgy
import lancedb
import lmdb
import orm
import peewee
import peewee_async
import piccolo
import plyvel
import pysqlcipher3.dbapi2 as sqlcipher
import rocksdict
import sqlalchemy
import sqlite_utils
import unqlite
import ZODB
from databases import Database
from flask import Flask, g
from flask_sqlalchemy import SQLAlchemy
from gino import Gino
from montydb import MontyClient
from piccolo.engine.sqlite import SQLiteEngine
from playhouse.db_url import connect
from playhouse.flask_utils import FlaskDB
from playhouse.pool import PooledSqliteDatabase
from playhouse.sqlite_ext import SqliteExtDatabase
from pony.orm import Database as PonyDatabase
from qdrant_client import QdrantClient
from sqlalchemy import create_engine, engine_from_config
from sqlalchemy.engine.url import URL
from sqlalchemy.ext.asyncio import create_async_engine
from sqlitedict import SqliteDict
from sqlmodel import create_engine as sm_create_engine
from tinydb import TinyDB
from tinydb.storages import MemoryStorage
from tortoise import Tortoise
from pickledb import PickleDB
import pickledb
import kuzu
import leveldb

app = Flask(__name__)
BASE = Path(__file__).parent

a = sqlite3.connect("a.db")  # <- AR303
b = sqlite3.connect(BASE / "b.db", check_same_thread=False)  # <- AR303
c = sqlite3.connect(database=os.path.join(app.instance_path, "c.db"))  # <- AR303
d = sqlite3.connect("file:d.db?mode=rwc", uri=True)  # <- AR303
e = sqlite3.connect("file::memory:?cache=shared", uri=True)  # <- AR303
f = create_engine("sqlite:///f.db")  # <- AR303
g1 = create_engine(f"sqlite:///{BASE}/g.db", connect_args={"check_same_thread": False})  # <- AR303
h = create_engine("sqlite://")  # <- AR303
i = create_engine("sqlite:///:memory:")  # <- AR303
j = create_async_engine("sqlite+aiosqlite:///./j.db")  # <- AR303
k = sm_create_engine("sqlite:///k.db", echo=True)  # <- AR303
l = create_engine(URL.create("sqlite", database="l.db"))  # <- AR303
m = create_engine("duckdb:///m.duckdb")  # <- AR303
n = peewee.SqliteDatabase("n.db")  # <- AR303
o = PooledSqliteDatabase("o.db", max_connections=8)  # <- AR303
p = SqliteExtDatabase("p.db")  # <- AR303
q = connect("sqlite:///q.db")  # <- AR303
r = FlaskDB(app, "sqlite:///r.db")  # <- AR303
s = PonyDatabase()
s.bind("sqlite", "s.db", create_db=True)  # <- AR303
t = PonyDatabase(provider="sqlite", filename="t.db")  # <- AR303
u = Database("sqlite:///u.db")  # <- AR303
v = TinyDB("v.json")  # <- AR303
w = TinyDB(storage=MemoryStorage)  # <- AR303
x = shelve.open("x")  # <- AR303
y = dbm.gnu.open("y", "c")  # <- AR303
z = SqliteDict("z.sqlite")  # <- AR303
aa = duckdb.connect("aa.duckdb")  # <- AR303
ab = lmdb.open("ab", map_size=1)  # <- AR303
ac = dataset.connect("sqlite:///ac.db")  # <- AR303
ad = sqlite_utils.Database("ad.db")  # <- AR303
ae = plyvel.DB("ae", create_if_missing=True)  # <- AR303
af = unqlite.UnQLite("af.db")  # <- AR303
ag = ZODB.DB(ZODB.FileStorage.FileStorage("ag.fs"))  # <- AR303
ah = apsw.Connection("ah.db")  # <- AR303
ai = SQLiteEngine(path="ai.sqlite")  # <- AR303
aj = chromadb.PersistentClient(path="./chroma")  # <- AR303
ak = lancedb.connect("./lance")  # <- AR303
al = QdrantClient(path="./qdrant")  # <- AR303
am = MontyClient("monty")  # <- AR303
an = rocksdict.Rdict("an")  # <- AR303
ao = pickledb.load("ao.db", True)  # <- AR303
ap = kuzu.Database("ap")  # <- AR303
aq = sqlcipher.connect("aq.db")  # <- AR303
ar = QdrantClient(":memory:")  # <- AR303
at = chromadb.Client()  # <- AR303
au = chromadb.EphemeralClient()  # <- AR303


async def main():
    await Tortoise.init(db_url="sqlite://tortoise.db", modules={"models": ["m"]})  # <- AR303


@app.get("/1")
def one():
    with closing(sqlite3.connect("one.db")) as con:  # <- AR303
        con.execute("x")
    return ""


@app.get("/2")
async def two():
    async with aiosqlite.connect("two.db") as con:  # <- AR303
        await con.execute("x")
    return ""


class Store:
    def __init__(self, path="store.db"):
        self.con = sqlite3.connect(path)  # <- AR303


store = Store()
