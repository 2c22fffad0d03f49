import os

from peewee import CharField, Model
from playhouse.db_url import connect

database = connect(os.environ["DATABASE_URL"])


class Person(Model):
    name = CharField(unique=True)

    class Meta:
        database = database


def known(name):
    return Person.select().where(Person.name == name).exists()
