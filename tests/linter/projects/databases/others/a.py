import shelve, dbm, duckdb, lmdb, aiosqlite
from tinydb import TinyDB
from peewee import SqliteDatabase, Model
db=SqliteDatabase('p.db', pragmas={})  # <- AR303
t=TinyDB('t.json')  # <- AR303
d=duckdb.connect('x.duckdb')  # <- AR303
d2=duckdb.connect('x2.duckdb', read_only=True)
d3=duckdb.connect()  # <- AR303
with dbm.open('x','c') as q: pass  # <- AR303
dbm.open('x','r')
dbm.open('x')
lmdb.open('x')  # <- AR303
lmdb.open('x', readonly=True)
async def f():
    async with aiosqlite.connect('z.db') as c: pass  # <- AR303
def g():
    with shelve.open('sh', writeback=True) as s:  # <- AR303
        s['a']=1
