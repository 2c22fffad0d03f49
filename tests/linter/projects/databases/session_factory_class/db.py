import sqlite3
class Repo:
    def __init__(self, path='todo.db'):
        self.path=path
    def _c(self):
        return sqlite3.connect(self.path)  # <- AR303
repo=Repo()
