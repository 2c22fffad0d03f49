import os

import lmdb
from peewee import CharField, Model, SqliteDatabase
from pony import orm

database = SqliteDatabase(os.path.join(os.path.dirname(__file__), "people.db"), pragmas={"journal_mode": "wal"})

pony_db = orm.Database("sqlite", "pony.sqlite", create_db=True)

env = lmdb.open("people.lmdb", map_size=2**28)


class Person(Model):
    name = CharField(unique=True)

    class Meta:
        database = database


def known(name):
    with env.begin() as txn:
        if txn.get(name.encode()):
            return True
    return Person.select().where(Person.name == name).exists()
