import sqlite3
conn=sqlite3.connect(':memory:', check_same_thread=False)  # <- AR303
def get():
    return sqlite3.connect(':memory:')  # <- AR303
def s():
    with sqlite3.connect(':memory:') as c:
        return c.execute('x').fetchall()
class A:
    def __init__(self):
        self.db=sqlite3.connect(':memory:')  # <- AR303
