import sqlite3

from desk.config import config


class Tickets:
    def __init__(self, path=None):
        self.path = path or config.tickets

    def connect(self):
        return sqlite3.connect(self.path)

    def add(self, title):
        with self.connect() as con:
            con.execute("insert into tickets (title) values (?)", (title,))
